using System.Numerics;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Every table of these entities with samples in which every attribute occurs, for tests on all runtimes and for Native AOT.</summary>
public static partial class MappedTables
{
    private static readonly DateTimeOffset s_noon = MappedTable.Now;

    public static IReadOnlyList<MappedTable> All { get; } =
    [
        MappedTable.Create(
            AuditedTable.Schema, AuditedTable.ToAttributes, AuditedTable.FromAttributes, (client, options) => new AuditedTable(client, options),
            async (table, item) => (await ((AuditedTable)table).GetAsync(AuditedTable.KeyOf(item)))!,
            new Audited
            {
                Id = "times", CreatedAt = s_noon.AddDays(-1), FirstSeen = s_noon.UtcDateTime, UpdatedAt = s_noon, TouchedAt = s_noon.UtcDateTime,
            },
            new Audited
            {
                Id = "all", Version = 3, ExpiresAt = s_noon.AddDays(1), CreatedAt = s_noon, FirstSeen = s_noon.AddDays(-1).UtcDateTime,
                UpdatedAt = s_noon, TouchedAt = s_noon.UtcDateTime, Group = "g", Part = new AuditedPart("v", s_noon, s_noon.AddTicks(1)),
            }),
        MappedTable.Create(
            ExpiringTable.Schema, ExpiringTable.ToAttributes, ExpiringTable.FromAttributes, (client, options) => new ExpiringTable(client, options),
            async (table, item) => (await ((ExpiringTable)table).GetAsync(ExpiringTable.KeyOf(item)))!,
            new Expiring("1970", DateTime.UnixEpoch), new Expiring("today", s_noon.UtcDateTime, int.MaxValue - 1)),
        MappedTable.Create(
            ExpiringSecondsTable.Schema, ExpiringSecondsTable.ToAttributes, ExpiringSecondsTable.FromAttributes, (client, options) => new ExpiringSecondsTable(client, options),
            async (table, item) => (await ((ExpiringSecondsTable)table).GetAsync(ExpiringSecondsTable.KeyOf(item)))!,
            new ExpiringSeconds("never", null), new ExpiringSeconds("long ago", long.MinValue)),
        MappedTable.Create(
            EverythingTable.Schema, EverythingTable.ToAttributes, EverythingTable.FromAttributes, (client, options) => new EverythingTable(client, options),
            async (table, item) => (await ((EverythingTable)table).GetAsync(EverythingTable.KeyOf(item)))!,
            new Everything { Id = "defaults" }, EveryNumberAtItsSmallest(), EverythingSet()),
        MappedTable.Create(
            MessageTable.Schema, MessageTable.ToAttributes, MessageTable.FromAttributes, (client, options) => new MessageTable(client, options),
            async (table, item) => (await ((MessageTable)table).GetAsync(MessageTable.KeyOf(item)))!,
            new Message(Guid.Empty, "1"), new Message(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), "ü \"quoted\" 🌍", 7)),
        MappedTable.Create(
            ReadingTable.Schema, ReadingTable.ToAttributes, ReadingTable.FromAttributes, (client, options) => new ReadingTable(client, options),
            async (table, item) => (await ((ReadingTable)table).GetAsync(ReadingTable.KeyOf(item)))!.Value,
            new Reading(1, -1.50m, 0.1), new Reading(int.MinValue, decimal.MaxValue, -2.5e-7)),
        MappedTable.Create(
            BlobTable.Schema, BlobTable.ToAttributes, BlobTable.FromAttributes, (client, options) => new BlobTable(client, options),
            async (table, item) => (await ((BlobTable)table).GetAsync(BlobTable.KeyOf(item)))!,
            new Blob { Bucket = [1], Hash = [0, 255] }, new Blob { Bucket = [1], Hash = [2], Name = "" }),
        MappedTable.Create(
            DayTable.Schema, DayTable.ToAttributes, DayTable.FromAttributes, (client, options) => new DayTable(client, options),
            async (table, item) => (await ((DayTable)table).GetAsync(DayTable.KeyOf(item)))!.Value,
            default, new Day { Date = DateOnly.MaxValue, Sunshine = TimeSpan.FromHours(8.5) }),
        MappedTable.Create(
            MatchTable.Schema, MatchTable.ToAttributes, MatchTable.FromAttributes, (client, options) => new MatchTable(client, options),
            async (table, item) => (await ((MatchTable)table).GetAsync(MatchTable.KeyOf(item)))!,
            new Match { League = "a", Number = 1, Cup = "c" },
            new Match
            {
                League = "a", Number = 2, Cup = "c", Outcome = Outcome.Away, Odds = 1.5m, Season = 2026, Round = 3, PlayedAt = s_noon,
                Bracket = "b", Hash = [1], Viewers = 1_000_000, Referee = "r", Notes = "n",
            }),
        MappedTable.Create(
            OrderTable.Schema, OrderTable.ToAttributes, OrderTable.FromAttributes, (client, options) => new OrderTable(client, options),
            async (table, item) => (await ((OrderTable)table).GetAsync(OrderTable.KeyOf(item)))!,
            new Order { CustomerId = "c-42", PlacedAt = s_noon, Lines = 0 },
            new Order { CustomerId = "c-42", PlacedAt = s_noon.AddTicks(1), Lines = 3, Note = "", Status = OrderStatus.Paid, Total = 0.10m }),
        MappedTable.Create(
            ShapeTable.Schema, ShapeTable.ToAttributes, ShapeTable.FromAttributes, (client, options) => new ShapeTable(client, options),
            async (table, item) => (await ((ShapeTable)table).GetAsync(ShapeTable.KeyOf(item)))!,
            new Shape { Id = "initial" }, EveryShape()),
        MappedTable.Create(
            StrictTable.Schema, StrictTable.ToAttributes, StrictTable.FromAttributes, (client, options) => new StrictTable(client, options),
            async (table, item) => (await ((StrictTable)table).GetAsync(StrictTable.KeyOf(item)))!,
            new Strict("empty", [], [], [], default) { Array = [], Numbers = new HashSet<int>(), Address = new("") { Number = 0 }, Nothing = null },
            new Strict("full", [1], new() { ["a"] = 1 }, ["b"], new Position { X = 1, Y = 2.5m })
            {
                Array = [1], Numbers = new HashSet<int> { 1 }, Address = new("s") { Number = 1 }, Nothing = [1],
            }),
        MappedTable.Create(
            ValuesTable.Schema, ValuesTable.ToAttributes, ValuesTable.FromAttributes, (client, options) => new ValuesTable(client, options),
            async (table, item) => (await ((ValuesTable)table).GetAsync(ValuesTable.KeyOf(item)))!,
            new Values { Id = "defaults" }, EveryValue()),
        MappedTable.Create(
            JsonTable.Schema, JsonTable.ToAttributes, JsonTable.FromAttributes, (client, options) => new JsonTable(client, options),
            async (table, item) => (await ((JsonTable)table).GetAsync(JsonTable.KeyOf(item)))!,
            new Json { Id = "nothing" }, EveryJson()),
        MappedTable.Create(
            SlotTable.Schema, SlotTable.ToAttributes, SlotTable.FromAttributes, (client, options) => new SlotTable(client, options),
            async (table, item) => (await ((SlotTable)table).GetAsync(SlotTable.KeyOf(item)))!,
            new Slot(new byte[] { 1 }, TimeOnly.MinValue), new Slot(new byte[] { 0, 255 }, TimeOnly.MaxValue, "late")),
        MappedTable.Create(
            WideTable.Schema, WideTable.ToAttributes, WideTable.FromAttributes, (client, options) => new WideTable(client, options),
            async (table, item) => (await ((WideTable)table).GetAsync(WideTable.KeyOf(item)))!,
            new Wide('a', BigInteger.Zero), new Wide('\u2603', -BigInteger.Pow(10, 125))),
        MappedTable.Create(
            ShopCustomerTable.Schema, ShopCustomerTable.ToAttributes, ShopCustomerTable.FromAttributes, (client, options) => new ShopCustomerTable(client, options),
            async (table, item) => (await ((ShopCustomerTable)table).GetAsync(ShopCustomerTable.KeyOf(item)))!,
            new ShopCustomer("c-1", "Ada"), new ShopCustomer("ü 🌍", "")),
        MappedTable.Create(
            ShopOrderTable.Schema, ShopOrderTable.ToAttributes, ShopOrderTable.FromAttributes, (client, options) => new ShopOrderTable(client, options),
            async (table, item) => (await ((ShopOrderTable)table).GetAsync(ShopOrderTable.KeyOf(item)))!,
            new ShopOrder { CustomerId = "c-1", PlacedAt = s_noon, OrderId = "o-1" },
            new ShopOrder { CustomerId = "c-1", PlacedAt = s_noon.AddTicks(1), OrderId = "o-2", Status = "open", Total = 19.90m }),
        MappedTable.Create(
            ShopLineTable.Schema, ShopLineTable.ToAttributes, ShopLineTable.FromAttributes, (client, options) => new ShopLineTable(client, options),
            async (table, item) => (await ((ShopLineTable)table).GetAsync(ShopLineTable.KeyOf(item)))!.Value,
            new ShopLine("c-1", "o-1", 1, "tea"), new ShopLine("c-1", "o-1", 99_999, "")),
        MappedTable.Create(
            TrailTable.Schema, TrailTable.ToAttributes, TrailTable.FromAttributes, (client, options) => new TrailTable(client, options),
            async (table, item) => (await ((TrailTable)table).GetAsync(TrailTable.KeyOf(item)))!,
            new Trail { At = DateTime.UnixEpoch, Text = "t" }.SeenAt(DateTimeOffset.UnixEpoch),
            new Trail
            {
                Open = true, Station = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), Day = new DateOnly(2026, 11, 20), Direction = Direction.South,
                At = s_noon.UtcDateTime, Small = -1, Amount = -1.5m, Length = TimeSpan.FromTicks(-1), Text = "a:b", Count = 0,
            }.SeenAt(s_noon.AddTicks(1))),
        MappedTable.Create(
            TrailSettingsTable.Schema, TrailSettingsTable.ToAttributes, TrailSettingsTable.FromAttributes, (client, options) => new TrailSettingsTable(client, options),
            async (table, item) => (await ((TrailSettingsTable)table).GetAsync(TrailSettingsTable.KeyOf(item)))!,
            new TrailSettings(7)),
        MappedTable.Create(
            UserTable.Schema, UserTable.ToAttributes, UserTable.FromAttributes, (client, options) => new UserTable(client, options),
            async (table, item) => (await ((UserTable)table).GetAsync(UserTable.KeyOf(item)))!,
            new User("ada", 36), new User("bob", 0)),
        MappedTable.Create(
            FriendshipTable.Schema, FriendshipTable.ToAttributes, FriendshipTable.FromAttributes, (client, options) => new FriendshipTable(client, options),
            async (table, item) => (await ((FriendshipTable)table).GetAsync(FriendshipTable.KeyOf(item)))!,
            new Friendship("ada", "bob"), new Friendship("bob", "ada")),
        MappedTable.Create(
            TicketTable.Schema, TicketTable.ToAttributes, TicketTable.FromAttributes, (client, options) => new TicketTable(client, options),
            async (table, item) => (await ((TicketTable)table).GetAsync(TicketTable.KeyOf(item)))!,
            new Ticket(new TicketId(Guid.Empty), new TicketNumber(0), new TicketStep("s"), ""),
            new Ticket(new TicketId(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])), new TicketNumber(99_999), new TicketStep("ü"), "n")),
        MappedTable.Create(
            CollectionsTable.Schema, CollectionsTable.ToAttributes, CollectionsTable.FromAttributes, (client, options) => new CollectionsTable(client, options),
            async (table, item) => (await ((CollectionsTable)table).GetAsync(CollectionsTable.KeyOf(item)))!,
            new Collections("empty"), EveryCollection()),
        MappedTable.Create(
            DictionariesTable.Schema, DictionariesTable.ToAttributes, DictionariesTable.FromAttributes, (client, options) => new DictionariesTable(client, options),
            async (table, item) => (await ((DictionariesTable)table).GetAsync(DictionariesTable.KeyOf(item)))!,
            new Dictionaries("empty"), EveryDictionary()),
        MappedTable.Create(
            SetsTable.Schema, SetsTable.ToAttributes, SetsTable.FromAttributes, (client, options) => new SetsTable(client, options),
            async (table, item) => (await ((SetsTable)table).GetAsync(SetsTable.KeyOf(item)))!,
            new Sets("empty"),
            new Sets("full")
            {
                Times = [DateTime.UnixEpoch, s_noon.UtcDateTime], Doubles = [0, -2.5e-7], Decimals = new HashSet<decimal> { 1.10m, decimal.MinValue },
                Strings = new HashSet<string> { "", "a", "a,b", "ü \"quoted\" 🌍" },
            }),
        MappedTable.Create(
            FilledTable.Schema, FilledTable.ToAttributes, FilledTable.FromAttributes, (client, options) => new FilledTable(client, options),
            async (table, item) => (await ((FilledTable)table).GetAsync(FilledTable.KeyOf(item)))!,
            new Filled { Id = "initial" }, FilledEmpty(), FilledFull()),
        MappedTable.Create(
            HiddenTable.Schema, HiddenTable.ToAttributes, HiddenTable.FromAttributes, (client, options) => new HiddenTable(client, options),
            async (table, item) => (await ((HiddenTable)table).GetAsync(HiddenTable.KeyOf(item)))!,
            Hidden.Create("bare", null, null, null), Hidden.Create("full", -7, "", HiddenPart.At(3))),
        MappedTable.Create(
            GenericItemTable.Schema, GenericItemTable.ToAttributes, GenericItemTable.FromAttributes, (client, options) => new GenericItemTable(client, options),
            async (table, item) => (await ((GenericItemTable)table).GetAsync(GenericItemTable.KeyOf(item)))!,
            new GenericItem { Id = "defaults", Count = 0 },
            new GenericItem("") { Id = "full", Count = -1, Value = 1.50m, Name = "", Tags = ["a", "b"] }),
        MappedTable.Create(
            ConvertedTable.Schema, ConvertedTable.ToAttributes, ConvertedTable.FromAttributes, (client, options) => new ConvertedTable(client, options),
            async (table, item) => (await ((ConvertedTable)table).GetAsync(ConvertedTable.KeyOf(item)))!,
            new Converted { Id = new Sku("bare", 0) }, EveryConversion(), EveryConversion() with { Day = DateOnly.MaxValue, Route = new Direct("") }),
        MappedTable.Create(
            EnumsTable.Schema, EnumsTable.ToAttributes, EnumsTable.FromAttributes, (client, options) => new EnumsTable(client, options),
            async (table, item) => (await ((EnumsTable)table).GetAsync(EnumsTable.KeyOf(item)))!,
            new Enums(Grade.Worst, Level.Low),
            new Enums(Grade.Best, (Level)3)
            {
                Access = Access.Delete | Access.Read, AccessSet = [Access.None, Access.Read | Access.Write], Named = Grade.Usual, Number = (Access)200,
                Vast = Vast.Most, Set = [Level.High, (Level)7], List = [Level.Middle, null], Map = { [Level.High] = Access.Read | Access.Write },
            }),
        MappedTable.Create(
            ShipmentTable.Schema, ShipmentTable.ToAttributes, ShipmentTable.FromAttributes, (client, options) => new ShipmentTable(client, options),
            async (table, item) => (await ((ShipmentTable)table).GetAsync(ShipmentTable.KeyOf(item)))!,
            new Shipment { Id = new ShipmentId(Guid.Empty), Leg = new LegNumber(0) }, EveryFormat()),
        MappedTable.Create(
            FlexibleTable.Schema, FlexibleTable.ToAttributes, FlexibleTable.FromAttributes, (client, options) => new FlexibleTable(client, options),
            async (table, item) => (await ((FlexibleTable)table).GetAsync(FlexibleTable.KeyOf(item)))!,
            new Flexible { Id = "nothing" }, new Flexible { Id = "parts", Count = -1, Parts = [new FlexiblePart(), PartWithMore()] }),
        MappedTable.Create(
            FlatTable.Schema, FlatTable.ToAttributes, FlatTable.FromAttributes, (client, options) => new FlatTable(client, options),
            async (table, item) => (await ((FlatTable)table).GetAsync(FlatTable.KeyOf(item)))!,
            new Flat
            {
                Id = "little", Work = new FlatAddress(""), Audit = new FlatAudit { CreatedAt = s_noon.AddDays(-1), UpdatedAt = s_noon },
            },
            EveryAttributeFlat()),
        MappedTable.Create(
            DrawingTable.Schema, DrawingTable.ToAttributes, DrawingTable.FromAttributes, (client, options) => new DrawingTable(client, options),
            async (table, item) => (await ((DrawingTable)table).GetAsync(DrawingTable.KeyOf(item)))!,
            new Drawing { Id = "plain" }, EveryFigure()),
        MappedTable.Create(
            AccountItemTable.Schema, AccountItemTable.ToAttributes, AccountItemTable.FromAttributes, (client, options) => new AccountItemTable(client, options),
            async (table, item) => (await ((AccountItemTable)table).GetAsync(AccountItemTable.KeyOf(item)))!,
            new Account { AccountId = "a", Sort = "#", Owner = "Ada", Code = "x" },
            new Deposit { AccountId = "a", Sort = "1", Approval = Level.Low },
            new SavingsDeposit
            {
                AccountId = "a", Sort = "2", Day = DateOnly.MaxValue, Amount = -12.50m, Approval = Level.High, Rate = 0.1,
                Signature = new Circle("o", 1),
            }),
        MappedTable.Create(
            AccountTable.Schema, AccountTable.ToAttributes, AccountTable.FromAttributes, (client, options) => new AccountTable(client, options),
            async (table, item) => (await ((AccountTable)table).GetAsync(AccountTable.KeyOf(item)))!,
            new Account { AccountId = "a", Sort = "1", Owner = "Ada" },
            new Account { AccountId = "a", Sort = "2", Owner = "ü 🌍", Code = "x" }),
        MappedTable.Create(
            SettingTable.Schema, SettingTable.ToAttributes, SettingTable.FromAttributes, (client, options) => new SettingTable(client, options),
            async (table, item) => (await ((SettingTable)table).GetAsync(SettingTable.KeyOf(item)))!.Value,
            new Setting("a", "1", 0), new Setting("a", "2", int.MinValue)),
        MappedTable.Create(
            AnyAccountItemTable.Schema, AnyAccountItemTable.ToAttributes, AnyAccountItemTable.FromAttributes, (client, options) => new AnyAccountItemTable(client, options),
            async (table, item) => (await ((AnyAccountItemTable)table).GetAsync(AnyAccountItemTable.KeyOf(item)))!,
            new AnyAccountItem("a", "1"), new AnyAccountItem("a", "2")),
        MappedTable.Create(
            CustomerItemTable.Schema, CustomerItemTable.ToAttributes, CustomerItemTable.FromAttributes, (client, options) => new CustomerItemTable(client, options),
            async (table, item) => (await ((CustomerItemTable)table).GetAsync(CustomerItemTable.KeyOf(item)))!,
            new Profile("c-42", "Ada"), new Purchase("c-42", new DateOnly(2026, 11, 20), 7), new Purchase("c-42", DateOnly.MinValue, 0)),
        MappedTable.Create(
            VisitTable.Schema, VisitTable.ToAttributes, VisitTable.FromAttributes, (client, options) => new VisitTable(client, options),
            async (table, item) => (await ((VisitTable)table).GetAsync(VisitTable.KeyOf(item)))!,
            new Visit("c-42", DateOnly.MinValue), new Visit("c-42", new DateOnly(2026, 11, 20))),
        MappedTable.Create(
            BookingTable.Schema, BookingTable.ToAttributes, BookingTable.FromAttributes, (client, options) => new BookingTable(client, options),
            async (table, item) => (await ((BookingTable)table).GetAsync(BookingTable.KeyOf(item)))!,
            new Booking { CustomerId = "c-42", Number = 0 }, EveryAttributeBooked()),
        MappedTable.Create(
            DraftTable.Schema, DraftTable.ToAttributes, DraftTable.FromAttributes, (client, options) => new DraftTable(client, options),
            async (table, item) => (await ((DraftTable)table).GetAsync(DraftTable.KeyOf(item)))!,
            new Draft { Id = "new", Text = "" }, new Draft { Id = "old", Text = "ü", Edits = 3, Version = 2 }),
    ];
}
