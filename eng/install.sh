#!/usr/bin/env bash
# Installs what DynamoDB Local needs and this machine lacks: Java 17 or newer, Node.js, npm.
# With native_aot=1, also what Native AOT links with: clang and zlib.
# Sourced by weblog.sh and test.sh, so that a PATH set here reaches them. Uses nothing but bash itself.
set -euo pipefail

has_java() {
    local text
    text=$(java -version 2>&1) || return 1
    [[ $text =~ version\ \"(1\.)?([0-9]+) ]] && ((BASH_REMATCH[2] >= 17))
}

has() {
    command -v "$1" >/dev/null
}

can_link() {
    has clang && clang -x c - -lz -o /dev/null <<<'int main(void) { return 0; }' >/dev/null 2>&1
}

# The repository pins its SDK in global.json; `dotnet --version` fails where no installed one fits.
require_dotnet() {
    if ! (cd "${BASH_SOURCE[0]%/*}/.." && dotnet --version >/dev/null 2>&1); then
        echo "The .NET SDK 10.0 is missing. Install it: on Ubuntu the package dotnet-sdk-10.0, on macOS" \
            "'brew install --cask dotnet-sdk', elsewhere as https://learn.microsoft.com/dotnet/core/install says." >&2
        exit 1
    fi
}

install_with_apt() {
    local packages=() run=() package
    for package in "$@"; do
        case $package in
            java) packages+=("$(apt_java_package)") ;;
            node) packages+=(nodejs) ;;
            npm) packages+=(npm) ;;
            clang) packages+=(clang zlib1g-dev) ;;
        esac
    done
    if ((EUID != 0)); then
        if ! has sudo; then
            echo "Missing: $*. Run as root: apt-get install ${packages[*]}" >&2
            exit 1
        fi
        run=(sudo)
    fi
    # What is printed here must not mix with what the program prints that is run afterwards.
    ${run[@]+"${run[@]}"} apt-get update >&2
    ${run[@]+"${run[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >&2
}

# Releases later than Debian 12 and Ubuntu 24.04 may no longer have Java 17, but have a newer default.
apt_java_package() {
    if has apt-cache && ! knows_package openjdk-17-jre-headless && knows_package default-jre-headless; then
        echo default-jre-headless
    else
        echo openjdk-17-jre-headless
    fi
}

knows_package() {
    apt-cache show "$1" >/dev/null 2>&1
}

# Untested.
install_with_brew() {
    local packages=() package
    for package in "$@"; do
        case $package in
            clang)
                echo "Missing: clang. Run: xcode-select --install" >&2
                exit 1
                ;;
            java) packages+=(openjdk@17) ;;
            node) packages+=(node) ;;
            npm) [[ " ${packages[*]-} " == *" node "* ]] || packages+=(node) ;;
        esac
    done
    brew install "${packages[@]}" >&2
    # Homebrew keeps this Java out of the PATH, in which macOS has a `java` of its own that does nothing.
    if [[ " ${packages[*]} " == *" openjdk@17 "* ]]; then
        PATH="$(brew --prefix openjdk@17)/bin:$PATH"
        export PATH
    fi
}

install_missing() {
    # Each command is tested before its package is asked for: Debian's npm conflicts with a Node.js from elsewhere.
    local missing=()
    has_java || missing+=(java)
    has node || missing+=(node)
    has npm || missing+=(npm)
    [[ -z ${native_aot-} ]] || can_link || missing+=(clang)
    if ((${#missing[@]} == 0)); then
        return
    fi

    echo "Installing what is missing: ${missing[*]}" >&2
    if [[ $OSTYPE == darwin* ]] && has brew; then
        install_with_brew "${missing[@]}"
    elif has apt-get; then
        install_with_apt "${missing[@]}"
    else
        echo "This script installs with apt-get or Homebrew only. Install by hand and run it again:" \
            "Java 17 or newer (a JRE will do), Node.js 18.2 or newer with npm${native_aot:+, clang, and zlib with its headers}." >&2
        exit 1
    fi
}

require_dotnet
install_missing
