using System.Runtime.InteropServices;

namespace TypedDynamo.Tests.Items.Differential;

/// <summary>Bytes that end where readable memory ends, so that a read behind them ends the process.</summary>
internal sealed unsafe partial class GuardedBytes : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _memory;
    private readonly nuint _size;
    private readonly byte* _end;

    public GuardedBytes(int capacity)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The guard page is made by Linux's calls.");
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint used = ((nuint)capacity + page - 1) / page * page;
        _size = used + page;
        _memory = MemoryMap(null, _size, ReadWrite, PrivateAnonymous, -1, 0);
        _end = _memory + used;
        if ((nint)_memory == -1 || Protect(_end, page, 0) != 0)
        {
            throw new InvalidOperationException("There is no memory to guard.");
        }
    }

    /// <summary>Copies bytes to the end of the memory.</summary>
    public ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> bytes)
    {
        var held = new Span<byte>(_end - bytes.Length, bytes.Length);
        bytes.CopyTo(held);
        return held;
    }

    public void Dispose() => Unmap(_memory, _size).ShouldBe(0);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
