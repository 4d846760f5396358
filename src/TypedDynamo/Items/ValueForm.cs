using System.Numerics;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Items;

/// <summary>The reader and the writer of a type that has one stored form, so that generated code names none.</summary>
internal sealed record ValueForm<T>(ItemValueReader<T> Read, ValueWriter<T> Write)
{
    /// <summary>Gets the form; null if the type alone does not say how its values are stored, as that of an enum or an id.</summary>
    public static ValueForm<T>? Default { get; } = ValueForms.Find<T>();
}

internal static class ValueForms
{
    private static readonly Dictionary<Type, object> s_forms = new()
    {
        [typeof(string)] = Form(static (ref ItemReader reader) => reader.ReadString(), ValueWriters.WriteString),
        [typeof(char)] = Form(static (ref ItemReader reader) => reader.ReadChar(), ValueWriters.WriteChar),
        [typeof(bool)] = Form(static (ref ItemReader reader) => reader.ReadBoolean(), ValueWriters.WriteBoolean),
        [typeof(byte)] = Form(static (ref ItemReader reader) => reader.ReadByte(), ValueWriters.WriteByte),
        [typeof(sbyte)] = Form(static (ref ItemReader reader) => reader.ReadSByte(), ValueWriters.WriteSByte),
        [typeof(short)] = Form(static (ref ItemReader reader) => reader.ReadInt16(), ValueWriters.WriteInt16),
        [typeof(ushort)] = Form(static (ref ItemReader reader) => reader.ReadUInt16(), ValueWriters.WriteUInt16),
        [typeof(int)] = Form(static (ref ItemReader reader) => reader.ReadInt32(), ValueWriters.WriteInt32),
        [typeof(uint)] = Form(static (ref ItemReader reader) => reader.ReadUInt32(), ValueWriters.WriteUInt32),
        [typeof(long)] = Form(static (ref ItemReader reader) => reader.ReadInt64(), ValueWriters.WriteInt64),
        [typeof(ulong)] = Form(static (ref ItemReader reader) => reader.ReadUInt64(), ValueWriters.WriteUInt64),
        [typeof(nint)] = Form(static (ref ItemReader reader) => reader.ReadIntPtr(), ValueWriters.WriteIntPtr),
        [typeof(nuint)] = Form(static (ref ItemReader reader) => reader.ReadUIntPtr(), ValueWriters.WriteUIntPtr),
        [typeof(Int128)] = Form(static (ref ItemReader reader) => reader.ReadInt128(), ValueWriters.WriteInt128),
        [typeof(UInt128)] = Form(static (ref ItemReader reader) => reader.ReadUInt128(), ValueWriters.WriteUInt128),
        [typeof(BigInteger)] = Form(static (ref ItemReader reader) => reader.ReadBigInteger(), ValueWriters.WriteBigInteger),
        [typeof(Half)] = Form(static (ref ItemReader reader) => reader.ReadHalf(), ValueWriters.WriteHalf),
        [typeof(float)] = Form(static (ref ItemReader reader) => reader.ReadSingle(), ValueWriters.WriteSingle),
        [typeof(double)] = Form(static (ref ItemReader reader) => reader.ReadDouble(), ValueWriters.WriteDouble),
        [typeof(decimal)] = Form(static (ref ItemReader reader) => reader.ReadDecimal(), ValueWriters.WriteDecimal),
        [typeof(Guid)] = Form(static (ref ItemReader reader) => reader.ReadGuid(), ValueWriters.WriteGuid),
        [typeof(DateTime)] = Form(static (ref ItemReader reader) => reader.ReadDateTime(), ValueWriters.WriteDateTime),
        [typeof(DateTimeOffset)] = Form(static (ref ItemReader reader) => reader.ReadDateTimeOffset(), ValueWriters.WriteDateTimeOffset),
        [typeof(DateOnly)] = Form(static (ref ItemReader reader) => reader.ReadDateOnly(), ValueWriters.WriteDateOnly),
        [typeof(TimeOnly)] = Form(static (ref ItemReader reader) => reader.ReadTimeOnly(), ValueWriters.WriteTimeOnly),
        [typeof(TimeSpan)] = Form(static (ref ItemReader reader) => reader.ReadTimeSpan(), ValueWriters.WriteTimeSpan),
    };

    public static ValueForm<T>? Find<T>() => s_forms.GetValueOrDefault(typeof(T)) as ValueForm<T>;

    private static ValueForm<T> Form<T>(ItemValueReader<T> read, ValueWriter<T> write) => new(read, write);
}
