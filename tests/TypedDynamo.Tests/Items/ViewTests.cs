using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Items;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

/// <summary>What a view gives of an item is what the object has that the item is read as, whatever the item lacks or holds.</summary>
public sealed class ViewTests
{
    private static readonly AttributeValue[] s_others =
    [
        new() { NULL = true }, new() { S = "another" }, new() { N = "1.5E3" }, new() { M = [], IsMSet = true }, new() { L = [], IsLSet = true },
    ];

    private static readonly ConcurrentDictionary<MethodInfo, ReadView> s_readers = new();

    public static TheoryData<string> Names => [.. MappedTables.All.Select(table => table.ItemType.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPropertyIsThatOfTheObject(string name)
    {
        MappedTable table = MappedTables.All.Single(table => table.ItemType.Name == name);
        foreach (Dictionary<string, AttributeValue> item in table.Stored)
        {
            Check(table, Write(item), attribute: null);
            foreach (string attribute in item.Keys)
            {
                Check(table, Write(item.Where(other => other.Key != attribute)), attribute);
                foreach (AttributeValue other in s_others)
                {
                    Check(table, Write(item.Select(pair => pair.Key == attribute ? new(attribute, other) : pair)), attribute);

                    // Of two attributes of one name the last one counts.
                    Check(table, Write(item.Prepend(new(attribute, item[attribute]))), attribute);
                }
            }
        }
    }

    // A bare null would be memory of no array.
    [Fact]
    public void ANullOfMemoryIsNull()
        => ValuesTable.FromAttributes(new Dictionary<string, AttributeValue>
        {
            ["Id"] = new("id"), [nameof(IntegrationTests.Entities.Values.NullableMemory)] = new AttributeValue { NULL = true },
        }).NullableMemory.ShouldBeNull();

    [Fact]
    public void TextIsWithoutEscapesInBothForms()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            string url = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            string escaped = string.Concat(url.Select(unit => $"\\u{(int)unit:x4}"));
            string json = $$$$"""{"PK":{"S":"1"},"unknown":{"L":[{"M":{"url":{"S":"x"}}}]}, "url" : { "S" : "{{{{escaped}}}}" } }""";
            var fold = new ItemFold<(string, string)>(new Aggregate<(string, string)>(LogRowTable.Schema, () => default, Read));
            fold.AddPage(Encoding.UTF8.GetBytes($"{{\"Items\":[{json}]}}"), LogRowTable.Schema.Context, LogRowTable.Mapper.Instance);
            fold.State.ShouldBe((url, url));

            static void Read(ref (string, string) state, in ItemView item)
            {
                var row = new LogRowView(item);
                state = (row.Url, Encoding.UTF8.GetString(row.UrlUtf8));
            }
        }).QuickCheckThrowOnFailure();

    private static void Check(MappedTable table, byte[] page, string? attribute)
    {
        Type viewType = ViewOf(table.ItemType);
        (object? whole, ItemMappingException? refusal) = Read(table, page, viewType.GetMethod("ToItem")!);
        foreach (PropertyInfo property in viewType.GetProperties())
        {
            string name = property.Name;
            bool isUtf8 = property.PropertyType.IsByRefLike;
            PropertyInfo? member = table.ItemType.GetProperty(isUtf8 ? name[..^"Utf8".Length] : name);
            if (member is null)
            {
                // An attribute of a derived type, or of a name that a view cannot give a property.
                continue;
            }

            (object? value, ItemMappingException? error) = Read(table, page, property.GetMethod!);
            if (error is not null)
            {
                refusal.ShouldNotBeNull($"{table} {name}: {error.Message}");
                error.Message.ShouldBe(refusal.Message);
                error.AttributeName.ShouldBe(refusal.AttributeName);
                error.Key.ShouldBe(refusal.Key);
                continue;
            }

            if (refusal is null)
            {
                object? expected = member.GetValue(whole);
                expected = isUtf8 ? Encoding.UTF8.GetBytes((string?)expected ?? "") : expected;
                ShapeText.Describe(value).ShouldBe(ShapeText.Describe(expected), $"{table} {name} without or with another {attribute}");
            }
        }
    }

    private static Type ViewOf(Type item)
    {
        string name = item.DeclaringType is null ? item.Name : $"{item.DeclaringType.Name}_{item.Name}";
        return item.Assembly.GetType($"{item.Namespace}.{name}View", throwOnError: true)!;
    }

    private static byte[] Write(IEnumerable<KeyValuePair<string, AttributeValue>> item)
    {
        using var page = new ByteBuffer();
        page.Write("{\"Items\":["u8);
        AttributeValueTranscoder.WriteAttributes(page, item);
        page.Write("]}"u8);
        return page.Written.ToArray();
    }

    /// <summary>Calls a method of the view of the page's only item. Views cannot be boxed, so the call is compiled.</summary>
    private static (object? Value, ItemMappingException? Error) Read(MappedTable table, byte[] page, MethodInfo method)
    {
        ReadView read = s_readers.GetOrAdd(method, Compile);
        var schema = (TableSchema)table.Schema;
        object? value = null;
        try
        {
            var reader = new ItemReader(page, schema.Context);
            reader.ReadMember(out _).ShouldBeTrue();
            reader.ReadItemStart().ShouldBeTrue();
            int[] offsets = new int[schema.Attributes.Length];
            reader.IndexItem(schema, offsets);
            value = read(new ItemView(page, reader.ItemStart, schema.Context, schema, offsets));
            return (value, null);
        }
        catch (ItemMappingException error)
        {
            return (null, error);
        }
    }

    private static ReadView Compile(MethodInfo method)
    {
        Type view = method.DeclaringType!;
        var compiled = new DynamicMethod(method.Name, typeof(object), [typeof(ItemView).MakeByRefType()], typeof(ViewTests).Module, skipVisibility: true);
        ILGenerator code = compiled.GetILGenerator();
        LocalBuilder local = code.DeclareLocal(view);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldobj, typeof(ItemView));
        code.Emit(OpCodes.Newobj, view.GetConstructors().Single());
        code.Emit(OpCodes.Stloc, local);
        code.Emit(OpCodes.Ldloca, local);
        code.Emit(OpCodes.Call, method);
        if (method.ReturnType.IsByRefLike)
        {
            code.Emit(OpCodes.Call, typeof(ViewTests).GetMethod(nameof(Copy), BindingFlags.NonPublic | BindingFlags.Static)!);
        }
        else if (method.ReturnType.IsValueType)
        {
            code.Emit(OpCodes.Box, method.ReturnType);
        }

        code.Emit(OpCodes.Ret);
        return compiled.CreateDelegate<ReadView>();
    }

    private static byte[] Copy(ReadOnlySpan<byte> bytes) => bytes.ToArray();

    private delegate object? ReadView(in ItemView item);
}
