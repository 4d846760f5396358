using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

/// <summary>What is written is read back equal, and is what a JSON parser and DynamoDB's rules take it for.</summary>
public sealed class RoundTripTests
{
    private static readonly ItemContext s_context = new("orders", new TableSchema("orders", "Order", ["v", "pk"], (1, KeyAttributeType.String)));

    private delegate T ValueReader<T>(ref ItemReader reader);

    [Flags]
    private enum Access : sbyte
    {
        None = 0,
        Write = 2,
        Read = 1,
        Both = Read | Write,
        Top = sbyte.MinValue,
    }

    [Flags]
    private enum Wide : ulong
    {
        First = 1,
        Last = 1UL << 63,
    }

    private enum Color
    {
        Red,
        Green,
        Blue,
    }

    [Fact]
    public void Strings() => Check<string>(
        (ref ItemWriter w, string v) => w.WriteString(v), (ref ItemReader r) => r.ReadString(), "S",
        filter: v => v is not null && IsUnicode(v));

    [Theory]
    [InlineData("")]
    [InlineData("\"\\/\b\f\n\r\t\0\u001f\u007f")]
    [InlineData("naïve ☃ 😀 \u2028")]
    public void StringsThatJsonEscapes(string value)
        => RoundTrip(value, (ref ItemWriter w, string v) => w.WriteString(v), (ref ItemReader r) => r.ReadString()).ShouldBe(value);

    [Fact]
    public void HalfASurrogatePairIsRefused()
    {
        var error = Should.Throw<ItemMappingException>(() => Write("a\ud83d", (ref ItemWriter w, string v) => w.WriteString(v)));
        error.AttributeName.ShouldBe("v");
        error.TableName.ShouldBe("orders");
    }

    [Fact]
    public void Booleans() => Check<bool>((ref ItemWriter w, bool v) => w.WriteBoolean(v), (ref ItemReader r) => r.ReadBoolean(), "BOOL");

    [Fact]
    public void Integers()
    {
        Check<byte>((ref ItemWriter w, byte v) => w.WriteByte(v), (ref ItemReader r) => r.ReadByte(), "N");
        Check<sbyte>((ref ItemWriter w, sbyte v) => w.WriteSByte(v), (ref ItemReader r) => r.ReadSByte(), "N");
        Check<short>((ref ItemWriter w, short v) => w.WriteInt16(v), (ref ItemReader r) => r.ReadInt16(), "N");
        Check<ushort>((ref ItemWriter w, ushort v) => w.WriteUInt16(v), (ref ItemReader r) => r.ReadUInt16(), "N");
        Check<int>((ref ItemWriter w, int v) => w.WriteInt32(v), (ref ItemReader r) => r.ReadInt32(), "N");
        Check<uint>((ref ItemWriter w, uint v) => w.WriteUInt32(v), (ref ItemReader r) => r.ReadUInt32(), "N");
        Check<long>((ref ItemWriter w, long v) => w.WriteInt64(v), (ref ItemReader r) => r.ReadInt64(), "N");
        Check<ulong>((ref ItemWriter w, ulong v) => w.WriteUInt64(v), (ref ItemReader r) => r.ReadUInt64(), "N");
    }

    [Fact]
    public void WideAndNativeIntegers()
    {
        // Beyond what 64 bits hold, and within 38 digits.
        const long Wide = long.MaxValue / 2;
        Check<long>((ref ItemWriter w, long v) => w.WriteIntPtr((nint)v), (ref ItemReader r) => r.ReadIntPtr(), "N");
        Check<ulong>((ref ItemWriter w, ulong v) => w.WriteUIntPtr((nuint)v), (ref ItemReader r) => r.ReadUIntPtr(), "N");
        Check<long>((ref ItemWriter w, long v) => w.WriteInt128((Int128)v * Wide), (ref ItemReader r) => (long)(r.ReadInt128() / Wide), "N");
        Check<ulong>((ref ItemWriter w, ulong v) => w.WriteUInt128((UInt128)v * Wide), (ref ItemReader r) => (ulong)(r.ReadUInt128() / Wide), "N");
        Check<BigInteger>((ref ItemWriter w, BigInteger v) => w.WriteBigInteger(v), (ref ItemReader r) => r.ReadBigInteger(), "N");
    }

    [Theory]
    [InlineData("1E+3", 1000)]
    [InlineData("100.0", 100)]
    [InlineData("-0", 0)]
    [InlineData("12E-1", null)]
    [InlineData("1E+10", null)]
    [InlineData("abc", null)]
    public void IntegersAreReadInEveryFormThatIsExact(string number, int? value)
    {
        string item = $$$"""{"v":{"N":"{{{number}}}"}}""";
        if (value is null)
        {
            Should.Throw<ItemMappingException>(() => Read(item, (ref ItemReader r) => r.ReadInt32())).Expected.ShouldBe("N that fits Int32");
        }
        else
        {
            Read(item, (ref ItemReader r) => r.ReadInt32()).ShouldBe(value.Value);
        }
    }

    [Fact]
    public void Characters() => Check<char>(
        (ref ItemWriter w, char v) => w.WriteChar(v), (ref ItemReader r) => r.ReadChar(), "S", filter: v => !char.IsSurrogate(v));

    [Fact]
    public void ACharacterMayBeEscaped()
        => Read("""{"v":{"S":"\u0041"}}""", (ref ItemReader r) => r.ReadChar()).ShouldBe('A');

    [Fact]
    public void TimesOfDay() => Check<uint>(
        (ref ItemWriter w, uint v) => w.WriteTimeOnly(new TimeOnly(v * 200L)), (ref ItemReader r) => (uint)(r.ReadTimeOnly().Ticks / 200), "S");

    [Fact]
    public void FloatingPointNumbers()
    {
        Check<ushort>(
            (ref ItemWriter w, ushort v) => w.WriteHalf(BitConverter.UInt16BitsToHalf(v)),
            (ref ItemReader r) => BitConverter.HalfToUInt16Bits(r.ReadHalf()),
            "N",
            v => Half.IsFinite(BitConverter.UInt16BitsToHalf(v)) && v != 0x8000);
        Check<float>(
            (ref ItemWriter w, float v) => w.WriteSingle(v), (ref ItemReader r) => r.ReadSingle(), "N", float.IsFinite);
        Check<double>(
            (ref ItemWriter w, double v) => w.WriteDouble(v), (ref ItemReader r) => r.ReadDouble(), "N",
            v => v == 0 || Math.Abs(v) is >= 1E-130 and < 1E126);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1E126)]
    [InlineData(-1E126)]
    [InlineData(9E-131)]
    [InlineData(double.Epsilon)]
    public void DoublesBeyondDynamoDbsRangeAreRefused(double value)
        => Should.Throw<ItemMappingException>(() => Write(value, (ref ItemWriter w, double v) => w.WriteDouble(v)));

    [Theory]
    [InlineData(9.99999999999999E125)]
    [InlineData(1E-130)]
    [InlineData(-0.0)]
    public void DoublesAtTheEdgesAreKept(double value)
        => RoundTrip(value, (ref ItemWriter w, double v) => w.WriteDouble(v), (ref ItemReader r) => r.ReadDouble()).ShouldBe(value);

    [Fact]
    public void NegativeZeroIsStoredAsZero()
        => Write(-0.0, (ref ItemWriter w, double v) => w.WriteDouble(v)).ShouldBe("""{"v":{"N":"0"}}""");

    [Fact]
    public void Decimals() => Check<decimal>((ref ItemWriter w, decimal v) => w.WriteDecimal(v), (ref ItemReader r) => r.ReadDecimal(), "N");

    [Theory]
    [InlineData("1.10", "1.1")]
    [InlineData("1.0", "1")]
    [InlineData("100", "100")]
    [InlineData("-0.00", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001", "-0.0000000000000000000000000001")]
    public void EqualDecimalsHaveOneForm(string value, string stored)
        => Write(decimal.Parse(value, CultureInfo.InvariantCulture), (ref ItemWriter w, decimal v) => w.WriteDecimal(v))
            .ShouldBe($$$"""{"v":{"N":"{{{stored}}}"}}""");

    [Theory]
    [InlineData("1.2345678901234567890123456789012345678")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("0.00000000000000000000000000000000001")]
    [InlineData("1E-35")]
    [InlineData("1E+100")]
    public void ANumberThatADecimalWouldRoundIsAnError(string number)
    {
        var error = Should.Throw<ItemMappingException>(() => Read($$$"""{"v":{"N":"{{{number}}}"}}""", (ref ItemReader r) => r.ReadDecimal()));
        error.Expected.ShouldBe("N that fits Decimal");
        error.Message.ShouldNotContain(number);
    }

    [Theory]
    [InlineData("1000000000000000000000000000.0000", "1000000000000000000000000000")]
    [InlineData("12E+2", "1200")]
    [InlineData("0E+5", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void LongFormsOfADecimalAreRead(string number, string value)
        => Read($$$"""{"v":{"N":"{{{number}}}"}}""", (ref ItemReader r) => r.ReadDecimal())
            .ShouldBe(decimal.Parse(value, CultureInfo.InvariantCulture));

    [Fact]
    public void Guids() => Check<Guid>((ref ItemWriter w, Guid v) => w.WriteGuid(v), (ref ItemReader r) => r.ReadGuid(), "S");

    [Fact]
    public void DateTimes()
    {
        Check<DateTime>(
            (ref ItemWriter w, DateTime v) => w.WriteDateTime(DateTime.SpecifyKind(v, DateTimeKind.Utc)),
            (ref ItemReader r) => r.ReadDateTime(), "S");
        RoundTrip(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), (ref ItemWriter w, DateTime v) => w.WriteDateTime(v), (ref ItemReader r) => r.ReadDateTime())
            .Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-01")]
    [InlineData("2026-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("2026-1-01")]
    [InlineData("2026/01/01")]
    [InlineData("2026-01-0a")]
    [InlineData("2026-01-01 ")]
    [InlineData("")]
    public void WhatIsNoDateIsRefused(string text)
        => Should.Throw<ItemMappingException>(() => Read($$$"""{"v":{"S":"{{{text}}}"}}""", (ref ItemReader r) => r.ReadDateOnly()));

    [Fact]
    public void ALeapDayIsADate()
        => Read("""{"v":{"S":"2024-02-29"}}""", (ref ItemReader r) => r.ReadDateOnly()).ShouldBe(new DateOnly(2024, 2, 29));

    [Fact]
    public void ADateTimeOfUnspecifiedKindIsRefused()
        => Should.Throw<ItemMappingException>(() => Write(new DateTime(2026, 1, 1), (ref ItemWriter w, DateTime v) => w.WriteDateTime(v)));

    [Fact]
    public void DateTimeOffsets() => Check<DateTimeOffset>(
        (ref ItemWriter w, DateTimeOffset v) => w.WriteDateTimeOffset(v), (ref ItemReader r) => r.ReadDateTimeOffset(), "S");

    [Fact]
    public void DatesHaveOneWidthAndUtc()
        => Write(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), (ref ItemWriter w, DateTimeOffset v) => w.WriteDateTimeOffset(v))
            .ShouldBe("""{"v":{"S":"2026-01-02T01:04:05.0000000Z"}}""");

    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.000Z")]
    [InlineData("2026-01-02T05:04:05.0000000+02:00")]
    public void OtherIsoFormsOfADateAreRead(string text)
        => Read($$$"""{"v":{"S":"{{{text}}}"}}""", (ref ItemReader r) => r.ReadDateTimeOffset())
            .ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-01-02T03:04:05")]
    [InlineData("2026-01-02")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void ADateWithoutZoneIsAnError(string text)
        => Should.Throw<ItemMappingException>(() => Read($$$"""{"v":{"S":"{{{text}}}"}}""", (ref ItemReader r) => r.ReadDateTimeOffset()));

    [Fact]
    public void EpochSeconds()
    {
        long last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        Check<long>(
            (ref ItemWriter w, long v) => w.WriteEpochDateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(Math.Abs(v % last))),
            (ref ItemReader r) => r.ReadEpochDateTimeOffset().ToUnixTimeSeconds(), "N", normalize: v => Math.Abs(v % last));
        Check<long>(
            (ref ItemWriter w, long v) => w.WriteEpochDateTime(DateTime.UnixEpoch.AddSeconds(Math.Abs(v % last))),
            (ref ItemReader r) => (long)(r.ReadEpochDateTime() - DateTime.UnixEpoch).TotalSeconds, "N", normalize: v => Math.Abs(v % last));
    }

    [Fact]
    public void Dates()
        => Check<int>(
            (ref ItemWriter w, int v) => w.WriteDateOnly(DateOnly.FromDayNumber(Math.Abs(v % 3_652_059))),
            (ref ItemReader r) => r.ReadDateOnly().DayNumber, "S", normalize: v => Math.Abs(v % 3_652_059));

    [Fact]
    public void TimeSpans() => Check<TimeSpan>((ref ItemWriter w, TimeSpan v) => w.WriteTimeSpan(v), (ref ItemReader r) => r.ReadTimeSpan(), "N");

    [Fact]
    public void Bytes() => Check<byte[]>(
        (ref ItemWriter w, byte[] v) => w.WriteBytes(v), (ref ItemReader r) => r.ReadBytes(), "B", v => v is not null);

    [Fact]
    public void Enums()
    {
        var names = new EnumNames<Color>(("Red", Color.Red), ("Green", Color.Green), ("Blue", Color.Blue));
        foreach (Color color in Enum.GetValues<Color>())
        {
            Write(color, (ref ItemWriter w, Color v) => w.WriteEnum(v, names)).ShouldBe($$$"""{"v":{"S":"{{{color}}}"}}""");
            RoundTrip(color, (ref ItemWriter w, Color v) => w.WriteEnum(v, names), (ref ItemReader r) => r.ReadEnum(names)).ShouldBe(color);
        }

        Read("""{"v":{"S":"\u0042lue"}}""", (ref ItemReader r) => r.ReadEnum(names)).ShouldBe(Color.Blue);
        Should.Throw<ItemMappingException>(() => Write((Color)7, (ref ItemWriter w, Color v) => w.WriteEnum(v, names)));
        Should.Throw<ItemMappingException>(() => Read("""{"v":{"S":"blue"}}""", (ref ItemReader r) => r.ReadEnum(names)));
    }

    [Fact]
    public void CombinationsOfFlagsAreWhatDotNetCallsThem()
    {
        var access = new EnumNames<Access>(
            isFlags: true, ("None", Access.None), ("Write", Access.Write), ("Read", Access.Read), ("Both", Access.Both), ("Top", Access.Top));
        for (int bits = 0; bits < 256; bits++)
        {
            var value = (Access)(sbyte)bits;
            string text = value.ToString();
            if (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-'))
            {
                Should.Throw<ItemMappingException>(() => Write(value, (ref ItemWriter w, Access v) => w.WriteEnum(v, access)));
            }
            else
            {
                Write(value, (ref ItemWriter w, Access v) => w.WriteEnum(v, access)).ShouldBe($$$"""{"v":{"S":"{{{text}}}"}}""");
                Read($$$"""{"v":{"S":"{{{text}}}"}}""", (ref ItemReader r) => r.ReadEnum(access)).ShouldBe(value);
            }
        }

        Read("""{"v":{"S":"Top,Read ,  Write"}}""", (ref ItemReader r) => r.ReadEnum(access)).ShouldBe(Access.Both | Access.Top);
        Should.Throw<ItemMappingException>(() => Read("""{"v":{"S":"Read,"}}""", (ref ItemReader r) => r.ReadEnum(access)));
        Should.Throw<ItemMappingException>(() => Read("""{"v":{"S":"Read, write"}}""", (ref ItemReader r) => r.ReadEnum(access)));
        Should.Throw<ItemMappingException>(() => Read("""{"v":{"S":""}}""", (ref ItemReader r) => r.ReadEnum(access)));
    }

    [Fact]
    public void FlagsOf64BitsAndWithoutZeroAreNamed()
    {
        var wide = new EnumNames<Wide>(isFlags: true, ("Last", Wide.Last), ("First", Wide.First));
        Write(Wide.First | Wide.Last, (ref ItemWriter w, Wide v) => w.WriteEnum(v, wide)).ShouldBe("""{"v":{"S":"First, Last"}}""");
        Read("""{"v":{"S":"Last, First"}}""", (ref ItemReader r) => r.ReadEnum(wide)).ShouldBe(Wide.First | Wide.Last);
        Should.Throw<ItemMappingException>(() => Write(default(Wide), (ref ItemWriter w, Wide v) => w.WriteEnum(v, wide)));

        // Without [Flags] nothing is combined.
        var plain = new EnumNames<Wide>(("Last", Wide.Last), ("First", Wide.First));
        Should.Throw<ItemMappingException>(() => Write(Wide.First | Wide.Last, (ref ItemWriter w, Wide v) => w.WriteEnum(v, plain)));
        Should.Throw<ItemMappingException>(() => Read("""{"v":{"S":"Last, First"}}""", (ref ItemReader r) => r.ReadEnum(plain)));
    }

    [Theory]
    [InlineData(KeyRole.Partition, 2048)]
    [InlineData(KeyRole.Sort, 1024)]
    public void KeysHaveDynamoDbsLengths(KeyRole role, int limit)
    {
        Write(new string('x', limit), (ref ItemWriter w, string v) => w.WriteKey(v, role)).Length.ShouldBeGreaterThan(limit);
        Write(new byte[limit], (ref ItemWriter w, byte[] v) => w.WriteKey(v, role)).Length.ShouldBeGreaterThan(limit);
        Should.Throw<ItemMappingException>(() => Write("", (ref ItemWriter w, string v) => w.WriteKey(v, role)));
        Should.Throw<ItemMappingException>(() => Write(new string('x', limit + 1), (ref ItemWriter w, string v) => w.WriteKey(v, role)));
        Should.Throw<ItemMappingException>(() => Write(new string('é', (limit / 2) + 1), (ref ItemWriter w, string v) => w.WriteKey(v, role)));
        Should.Throw<ItemMappingException>(() => Write(Array.Empty<byte>(), (ref ItemWriter w, byte[] v) => w.WriteKey(v, role)));
        Should.Throw<ItemMappingException>(() => Write(new byte[limit + 1], (ref ItemWriter w, byte[] v) => w.WriteKey(v, role)));
        Should.Throw<ItemMappingException>(() => Write<string>(null!, (ref ItemWriter w, string v) => w.WriteKey(v, role)));
    }

    [Theory]
    [InlineData("""{"v":{"N":"300"}}""", "N that fits Byte")]
    [InlineData("""{"v":{"N":"1.5"}}""", "N that fits Byte")]
    [InlineData("""{"v":{"S":"1"}}""", "N")]
    [InlineData("""{"v":{"NULL":true}}""", "N")]
    [InlineData("""{"v":{"M":{}}}""", "N")]
    public void AnotherTypeOrRangeIsAnError(string item, string expected)
        => Should.Throw<ItemMappingException>(() => Read(item, (ref ItemReader r) => r.ReadByte())).Expected.ShouldBe(expected);

    [Fact]
    public void NullIsReadWhereItIsAsked()
    {
        Read("""{"v":{"NULL":true}}""", (ref ItemReader r) => r.ReadNull()).ShouldBeTrue();
        Read("""{"v":{"S":"x"}}""", (ref ItemReader r) => r.ReadNull() ? null : r.ReadString()).ShouldBe("x");
    }

    [Theory]
    [InlineData("2026-11-20T08:30:00Z\\\"+00:00")]
    [InlineData("\\\\u0032026-11-20T08:30:00Z")]
    [InlineData("\\\\Z 2026-11-20Z")]
    [InlineData("2026-11-20T08:30:00\\nZ")]
    public void ADateWithWhatJsonEscapesIsNoDate(string json)
        => Should.Throw<ItemMappingException>(
            () => Read($$$"""{"v":{"S":"{{{json}}}"}}""", (ref ItemReader reader) => reader.ReadDateTimeOffset()));

    [Fact]
    public void UnknownAttributesOfAnyShapeArePassedOver()
    {
        const string Item = """
            { "x" : {"M":{"a":{"L":[{"S":"}"},{"NULL":true},{"BS":["AA=="]}]}}}, "y":{"SS":["a","b"]},
              "\u0076" : {"S":"found"}, "z":{"BOOL":false} }
            """;
        var schema = new ItemSchema("Order", "v");
        var reader = new ItemReader(Encoding.UTF8.GetBytes("{\"Item\":" + Item + "}"), s_context);
        reader.ReadMember(out _).ShouldBeTrue();
        reader.MarkItem();
        var found = new List<string>();
        while (reader.ReadAttribute(schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                found.Add(reader.ReadString());
            }
            else
            {
                reader.Skip();
            }
        }

        found.ShouldBe(["found"]);
        reader.ReadMember(out _).ShouldBeFalse();
    }

    private static void Check<T>(
        ValueWriter<T> write, ValueReader<T> read, string wireType, Func<T, bool>? filter = null, Func<T, T>? normalize = null)
        => Prop.ForAll(
            ArbMap.Default.ArbFor<T>().Filter(value => filter is null || filter(value)),
            value =>
            {
                string json = Write(value, write);
                using JsonDocument document = JsonDocument.Parse(json);
                document.RootElement.GetProperty("v").EnumerateObject().Single().Name.ShouldBe(wireType);

                T expected = normalize is null ? value : normalize(value);
                Read(json, read).ShouldBe(expected);
            }).QuickCheckThrowOnFailure();

    private static T RoundTrip<T>(T value, ValueWriter<T> write, ValueReader<T> read) => Read(Write(value, write), read);

    private static string Write<T>(T value, ValueWriter<T> write)
    {
        using var buffer = new ByteBuffer(1);
        buffer.Write((byte)'{');
        var writer = new ItemWriter(buffer, s_context);
        writer.WriteName("v"u8);
        write(ref writer, value);
        buffer.Write((byte)'}');
        return Encoding.UTF8.GetString(buffer.Written);
    }

    private static T Read<T>(string item, ValueReader<T> read)
    {
        var reader = new ItemReader(Encoding.UTF8.GetBytes("{\"Item\":" + item + "}"), s_context);
        reader.ReadMember(out _).ShouldBeTrue();
        reader.MarkItem();
        reader.ReadAttribute(s_context.Schema, out int ordinal).ShouldBeTrue();
        ordinal.ShouldBe(0);
        T value = read(ref reader);
        reader.ReadAttribute(s_context.Schema, out _).ShouldBeFalse();
        return value;
    }

    private static bool IsUnicode(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]))
            {
                if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[++i]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
