using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedDynamo.CompilerServices;

/// <summary>Writes values in their stored forms: a <see cref="ValueWriter{T}"/> for each method of <see cref="ItemWriter"/>. Generated tokens name them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // each is named like the method of ItemWriter that it calls
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static class ValueWriters
{
    public static void WriteString(ref ItemWriter writer, string value) => writer.WriteString(value);

    public static void WriteChar(ref ItemWriter writer, char value) => writer.WriteChar(value);

    public static void WriteBoolean(ref ItemWriter writer, bool value) => writer.WriteBoolean(value);

    public static void WriteByte(ref ItemWriter writer, byte value) => writer.WriteByte(value);

    public static void WriteSByte(ref ItemWriter writer, sbyte value) => writer.WriteSByte(value);

    public static void WriteInt16(ref ItemWriter writer, short value) => writer.WriteInt16(value);

    public static void WriteUInt16(ref ItemWriter writer, ushort value) => writer.WriteUInt16(value);

    public static void WriteInt32(ref ItemWriter writer, int value) => writer.WriteInt32(value);

    public static void WriteUInt32(ref ItemWriter writer, uint value) => writer.WriteUInt32(value);

    public static void WriteInt64(ref ItemWriter writer, long value) => writer.WriteInt64(value);

    public static void WriteUInt64(ref ItemWriter writer, ulong value) => writer.WriteUInt64(value);

    public static void WriteIntPtr(ref ItemWriter writer, nint value) => writer.WriteIntPtr(value);

    public static void WriteUIntPtr(ref ItemWriter writer, nuint value) => writer.WriteUIntPtr(value);

    public static void WriteInt128(ref ItemWriter writer, Int128 value) => writer.WriteInt128(value);

    public static void WriteUInt128(ref ItemWriter writer, UInt128 value) => writer.WriteUInt128(value);

    public static void WriteBigInteger(ref ItemWriter writer, BigInteger value) => writer.WriteBigInteger(value);

    public static void WriteHalf(ref ItemWriter writer, Half value) => writer.WriteHalf(value);

    public static void WriteSingle(ref ItemWriter writer, float value) => writer.WriteSingle(value);

    public static void WriteDouble(ref ItemWriter writer, double value) => writer.WriteDouble(value);

    public static void WriteDecimal(ref ItemWriter writer, decimal value) => writer.WriteDecimal(value);

    public static void WriteGuid(ref ItemWriter writer, Guid value) => writer.WriteGuid(value);

    public static void WriteDateTime(ref ItemWriter writer, DateTime value) => writer.WriteDateTime(value);

    public static void WriteDateTimeOffset(ref ItemWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    public static void WriteDateOnly(ref ItemWriter writer, DateOnly value) => writer.WriteDateOnly(value);

    public static void WriteTimeOnly(ref ItemWriter writer, TimeOnly value) => writer.WriteTimeOnly(value);

    public static void WriteTimeSpan(ref ItemWriter writer, TimeSpan value) => writer.WriteTimeSpan(value);

    public static void WriteEpochDateTime(ref ItemWriter writer, DateTime value) => writer.WriteEpochDateTime(value);

    public static void WriteEpochDateTimeOffset(ref ItemWriter writer, DateTimeOffset value) => writer.WriteEpochDateTimeOffset(value);

    public static void WriteBytes(ref ItemWriter writer, byte[] value) => writer.WriteBytes(value);

    public static void WriteReadOnlyMemory(ref ItemWriter writer, ReadOnlyMemory<byte> value) => writer.WriteReadOnlyMemory(value);

    public static void WriteMemory(ref ItemWriter writer, Memory<byte> value) => writer.WriteMemory(value);

    public static void WriteMemoryStream(ref ItemWriter writer, MemoryStream value) => writer.WriteMemoryStream(value);

    public static void WriteJsonElement(ref ItemWriter writer, JsonElement value) => writer.WriteJsonElement(value);

    public static void WriteJsonDocument(ref ItemWriter writer, JsonDocument value) => writer.WriteJsonDocument(value);

    public static void WriteJsonNode(ref ItemWriter writer, JsonNode value) => writer.WriteJsonNode(value);

    public static void WriteJsonObject(ref ItemWriter writer, JsonObject value) => writer.WriteJsonObject(value);

    public static void WriteJsonArray(ref ItemWriter writer, JsonArray value) => writer.WriteJsonArray(value);
}
