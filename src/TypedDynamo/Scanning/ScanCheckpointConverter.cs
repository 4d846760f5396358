using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using TypedDynamo.Scanning;

namespace TypedDynamo.CompilerServices;

/// <summary>Reads and writes checkpoints for <see cref="JsonSerializer"/>, whose source generator names this type in the user's
/// assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed class ScanCheckpointConverter : JsonConverter<ScanCheckpoint>
{
    /// <inheritdoc/>
    /// <exception cref="ScanCheckpointException">The checkpoint is damaged, or of an unknown version.</exception>
    public override ScanCheckpoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => ScanCheckpointJson.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ScanCheckpoint value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRawValue(value.ToUtf8Json(), skipInputValidation: true);
    }
}
