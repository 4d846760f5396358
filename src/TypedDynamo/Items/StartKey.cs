using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>A LastEvaluatedKey that comes back from outside, to be sent as ExclusiveStartKey: nothing but key attributes may be in
/// it.</summary>
internal static class StartKey
{
    /// <summary>Checks that bytes are one object of a table's key attributes, each a string, number or binary, with nothing after
    /// it.</summary>
    public static bool IsKey(ReadOnlySpan<byte> bytes, TableSchema schema)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            return json.Read() && TryRead(ref json, schema, null) && !json.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Copies the key whose opening brace is the current token, without space and with no more escapes than JSON
    /// demands.</summary>
    /// <returns>Whether it is one object of attributes, each a string, number or binary. What was copied of another is for the caller to
    /// drop.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">Its text is no Unicode.</exception>
    public static bool TryCopy(ref Utf8JsonReader json, ByteBuffer target) => TryRead(ref json, null, target);

    private static bool TryRead(ref Utf8JsonReader json, TableSchema? schema, ByteBuffer? target)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        target?.Write((byte)'{');
        bool isFirst = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (schema is not null && !IsKeyOf(schema, json.GetString()))
            {
                return false;
            }

            target?.Write(isFirst ? ReadOnlySpan<byte>.Empty : ","u8);
            isFirst = false;
            Copy(ref json, target);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject
                || !json.Read() || !(json.ValueTextEquals("S"u8) || json.ValueTextEquals("N"u8) || json.ValueTextEquals("B"u8)))
            {
                return false;
            }

            target?.Write(":{"u8);
            Copy(ref json, target);
            if (!json.Read() || json.TokenType != JsonTokenType.String)
            {
                return false;
            }

            target?.Write((byte)':');
            Copy(ref json, target);
            if (!json.Read() || json.TokenType != JsonTokenType.EndObject)
            {
                return false;
            }

            target?.Write((byte)'}');
        }

        target?.Write((byte)'}');
        return json.TokenType == JsonTokenType.EndObject && !isFirst;
    }

    private static bool IsKeyOf(TableSchema schema, string? name) => schema.KeyParts().Any(key => key.Name == name);

    private static void Copy(ref Utf8JsonReader json, ByteBuffer? target)
    {
        if (target is null)
        {
            return;
        }

        target.Write((byte)'"');
        int start = target.Length;
        Span<byte> text = target.GetSpan(json.HasValueSequence ? checked((int)json.ValueSequence.Length) : json.ValueSpan.Length);
        target.Advance(json.CopyString(text));
        JsonText.Escape(target, start);
        target.Write((byte)'"');
    }
}
