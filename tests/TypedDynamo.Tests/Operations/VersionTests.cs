using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Operations;

/// <summary>What generated mappers know of versions, and what writers make of them.</summary>
public sealed class VersionTests
{
    private static readonly ItemContext s_context = new(
        "orders", new TableSchema("orders", "Order", ["id", "v"], (0, KeyAttributeType.String), version: 1));

    private static readonly TableMapper<RecordItem, RecordItemKey> s_record = MapperOf<RecordItem, RecordItemKey>(typeof(RecordItemTable));
    private static readonly TableMapper<RecordStructItem, RecordStructItemKey> s_recordStruct =
        MapperOf<RecordStructItem, RecordStructItemKey>(typeof(RecordStructItemTable));
    private static readonly TableMapper<HiddenRecordItem, HiddenRecordItemKey> s_hiddenRecord =
        MapperOf<HiddenRecordItem, HiddenRecordItemKey>(typeof(HiddenRecordItemTable));
    private static readonly TableMapper<ClassItem, ClassItemKey> s_class = MapperOf<ClassItem, ClassItemKey>(typeof(ClassItemTable));
    private static readonly TableMapper<HiddenClassItem, HiddenClassItemKey> s_hiddenClass =
        MapperOf<HiddenClassItem, HiddenClassItemKey>(typeof(HiddenClassItemTable));
    private static readonly TableMapper<StructItem, StructItemKey> s_struct = MapperOf<StructItem, StructItemKey>(typeof(StructItemTable));
    private static readonly TableMapper<HiddenStructItem, HiddenStructItemKey> s_hiddenStruct =
        MapperOf<HiddenStructItem, HiddenStructItemKey>(typeof(HiddenStructItemTable));
    private static readonly TableMapper<Payment, PaymentKey> s_payment = MapperOf<Payment, PaymentKey>(typeof(PaymentTable));

    [Fact]
    public void ZeroSaysThatAnItemIsNotStored()
    {
        s_record.VersionOf(new RecordItem("a", 0)).ShouldBeNull();
        s_record.VersionOf(new RecordItem("a", 3)).ShouldBe(3);
        s_class.VersionOf(new ClassItem()).ShouldBeNull();
        s_class.VersionOf(new ClassItem { Version = int.MaxValue }).ShouldBe(int.MaxValue);
    }

    // DynamoDBContext begins with 0, and only takes versions that can be null.
    [Fact]
    public void OfAPropertyThatCanBeNullNullSaysSo()
    {
        s_recordStruct.VersionOf(new RecordStructItem("a", null)).ShouldBeNull();
        s_recordStruct.VersionOf(new RecordStructItem("a", 0)).ShouldBe(0);
        s_recordStruct.VersionOf(new RecordStructItem("a", 3)).ShouldBe(3);
    }

    [Fact]
    public void ATypeWithoutVersionHasNone()
    {
        var mapper = MapperOf<LogRow, LogRowKey>(typeof(LogRowTable));
        LogRow row = LogRow.Create(1);

        mapper.VersionOf(row).ShouldBeNull();
        mapper.WithVersion(row, 7).ShouldBeSameAs(row);
    }

    [Fact]
    public void ARecordIsCopied()
    {
        var item = new RecordItem("a", 3) { Note = "n" };
        s_record.WithVersion(item, long.MaxValue).ShouldBe(new RecordItem("a", long.MaxValue) { Note = "n" });
        item.Version.ShouldBe(3);

        s_recordStruct.WithVersion(new RecordStructItem("a", null), 1).ShouldBe(new RecordStructItem("a", 1));
    }

    [Fact]
    public void ARecordWithAHiddenAccessorIsCopiedToo()
    {
        HiddenRecordItem item = HiddenRecordItem.Create("a", 3);
        HiddenRecordItem changed = s_hiddenRecord.WithVersion(item, 4);

        changed.ShouldBe(HiddenRecordItem.Create("a", 4));
        item.Version.ShouldBe(3);
    }

    [Fact]
    public void AClassIsChangedItself()
    {
        var item = new ClassItem { Id = "a", Version = 3 };
        s_class.WithVersion(item, 4).ShouldBeSameAs(item);
        item.Version.ShouldBe(4);

        var hidden = new HiddenClassItem { Id = "b" };
        s_hiddenClass.WithVersion(hidden, 4).ShouldBeSameAs(hidden);
        hidden.Version.ShouldBe(4);
        hidden.Id.ShouldBe("b");
    }

    [Fact]
    public void AStructIsCopied()
    {
        var item = new StructItem { Id = "a", Version = 3 };
        StructItem changed = s_struct.WithVersion(item, 4);
        (changed.Id, changed.Version, item.Version).ShouldBe(("a", 4, 3));

        var hidden = new HiddenStructItem { Id = "a" };
        HiddenStructItem changedHidden = s_hiddenStruct.WithVersion(hidden, 4);
        (changedHidden.Id, changedHidden.Version, hidden.Version).ShouldBe(("a", 4, 0));
    }

    [Fact]
    public void ADerivedTypeStaysWhatItIs()
    {
        var card = new CardPayment("a", 3, "4242");

        s_payment.VersionOf(card).ShouldBe(3);
        s_payment.WithVersion(card, 4).ShouldBe(new CardPayment("a", 4, "4242"));
    }

    [Fact]
    public void EveryTypeIsWrittenWithItsNextVersion()
    {
        VersionIn(Write(s_record, new RecordItem("a", 3))).ShouldBe("4");
        VersionIn(Write(s_recordStruct, new RecordStructItem("a", 0))).ShouldBe("1");
        VersionIn(Write(s_recordStruct, new RecordStructItem("a", null))).ShouldBe("1");
        VersionIn(Write(s_class, new ClassItem { Id = "a" })).ShouldBe("1");
        VersionIn(Write(s_payment, new CardPayment("a", 3, "4242"))).ShouldBe("4");
    }

    [Fact]
    public void TheSdksFormOfAnItemHasItsOwnVersion()
    {
        RecordItemTable.ToAttributes(new RecordItem("a", 3))["Version"].N.ShouldBe("3");
        ClassItemTable.ToAttributes(new ClassItem { Id = "a" })["Version"].N.ShouldBe("0");
        RecordStructItemTable.ToAttributes(new RecordStructItem("a", null)).Keys.ShouldBe(["Id"]);
    }

    [Theory]
    [InlineData(long.MaxValue, "a version from 0 to 9223372036854775806")]
    [InlineData(-1, "a version from 0 to 9223372036854775806")]
    [InlineData(long.MinValue, "a version from 0 to 9223372036854775806")]
    public void AVersionThatCannotBeCountedUpIsRefused(long version, string expected)
    {
        ItemMappingException error = Should.Throw<ItemMappingException>(() => Incrementing().StoredVersion(version));

        error.AttributeName.ShouldBe("v");
        error.TableName.ShouldBe("orders");
        error.Expected.ShouldBe(expected);
        Should.Throw<ItemMappingException>(() => Incrementing().StoredVersion((long?)version)).Expected.ShouldBe(expected);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void SoIsOneOfTheSmallerType(int version)
    {
        const string expected = "a version from 0 to 2147483646";

        Should.Throw<ItemMappingException>(() => Incrementing().StoredVersion(version)).Expected.ShouldBe(expected);
        Should.Throw<ItemMappingException>(() => Incrementing().StoredVersion((int?)version)).Expected.ShouldBe(expected);
    }

    [Fact]
    public void TheLastVersionCanBeReached()
    {
        Incrementing().StoredVersion(int.MaxValue - 1).ShouldBe(int.MaxValue);
        Incrementing().StoredVersion(long.MaxValue - 1).ShouldBe(long.MaxValue);
        Incrementing().StoredVersion((long?)int.MaxValue).ShouldBe(int.MaxValue + 1L);
    }

    [Fact]
    public void AWriterThatDoesNotCountLeavesEveryVersionAsItIs()
    {
        using var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        var writer = new ItemWriter(buffer, s_context);

        writer.StoredVersion(-1).ShouldBe(-1);
        writer.StoredVersion(long.MaxValue).ShouldBe(long.MaxValue);
        writer.StoredVersion((int?)null).ShouldBeNull();
        writer.StoredVersion((long?)null).ShouldBeNull();
        writer.StoredVersion((int?)int.MaxValue).ShouldBe(int.MaxValue);
    }

    private static ItemWriter Incrementing()
    {
        var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        return new ItemWriter(buffer, s_context) { IncrementsVersion = true };
    }

    private static string Write<TItem, TKey>(TableMapper<TItem, TKey> mapper, TItem item)
    {
        using var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        var writer = new ItemWriter(buffer, new ItemContext("table", (TableSchema)mapper.Schema)) { IncrementsVersion = true };
        mapper.Write(ref writer, item);
        buffer.Write((byte)'}');
        return Encoding.UTF8.GetString(buffer.Written);
    }

    private static string? VersionIn(string item)
    {
        using JsonDocument document = JsonDocument.Parse(item);
        return document.RootElement.GetProperty("Version").GetProperty("N").GetString();
    }

    // A table keeps its mapper to itself.
    private static TableMapper<TItem, TKey> MapperOf<TItem, TKey>(Type table)
        => (TableMapper<TItem, TKey>)table.GetNestedType("Mapper", BindingFlags.NonPublic)!
            .GetField("Instance", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
}
