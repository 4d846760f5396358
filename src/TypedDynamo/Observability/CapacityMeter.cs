using System.Text.Json;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>Adds up the capacity that requests consume between its start and its disposal.</summary>
/// <remarks>
/// <para>
/// <c>using var meter = CapacityMeter.Start();</c> measures every request that the same method and the methods that it calls and awaits
/// send, for any table and client: single items, every page of a query or parallel scan, batches, transactions and PartiQL. Each of them asks
/// DynamoDB for <c>ReturnConsumedCapacity=INDEXES</c>, which costs no capacity (API Reference, "ConsumedCapacity"), and searches
/// the response once more for the result. Failed requests report nothing. A query, scan or batch counts for the meter under which it is enumerated.
/// </para>
/// <para>A meter that is started within another one adds to both. Its members may be read at any time, by any thread.</para>
/// </remarks>
public sealed class CapacityMeter : IDisposable
{
    private static readonly AsyncLocal<CapacityMeter?> s_current = new();

    private readonly CapacityMeter? _outer;
    private readonly object _lock = new();
    private readonly Dictionary<string, TableCapacity> _tables = [];
    private volatile bool _hasEnded;

    private CapacityMeter(CapacityMeter? outer)
    {
        _outer = outer;
    }

    /// <summary>Gets the capacity units of all tables and indexes.</summary>
    public CapacityUnits Total
    {
        get
        {
            CapacityUnits sum = default;
            foreach (TableCapacity table in Tables.Values)
            {
                sum += table.Total;
            }

            return sum;
        }
    }

    /// <summary>Gets the consumed capacity of each table, by its name at run time.</summary>
    public IReadOnlyDictionary<string, TableCapacity> Tables
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, TableCapacity>(_tables);
            }
        }
    }

    internal static CapacityMeter? Current
    {
        get
        {
            // When a meter returns to the one around it, that one may have ended already.
            CapacityMeter? meter = s_current.Value;
            while (meter is { _hasEnded: true })
            {
                meter = meter._outer;
            }

            return meter;
        }
    }

    /// <summary>Starts a meter for the requests of the calling method and of the methods that it calls.</summary>
    /// <returns>The meter, which ends when the same method disposes of it.</returns>
    public static CapacityMeter Start()
    {
        var meter = new CapacityMeter(Current);
        s_current.Value = meter;
        return meter;
    }

    /// <summary>Ends the meter. Its sums can still be read; requests under way are still added.</summary>
    public void Dispose()
    {
        _hasEnded = true;
        if (s_current.Value == this)
        {
            s_current.Value = _outer;
        }
    }

    internal void Add(TableCapacity capacity)
    {
        lock (_lock)
        {
            _tables[capacity.TableName] = _tables.TryGetValue(capacity.TableName, out TableCapacity? sum) ? sum.Plus(capacity) : capacity;
        }

        _outer?.Add(capacity);
    }
}

/// <summary>Capacity units of the two kinds (Developer Guide, "DynamoDB throughput capacity").</summary>
/// <param name="Read">The read units: one for each 4 KB that is read consistently, half as many otherwise.</param>
/// <param name="Write">The write units: one for each KB that is written.</param>
public readonly record struct CapacityUnits(double Read, double Write)
{
    /// <summary>Gets the sum of both kinds.</summary>
    public double Sum => Read + Write;

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One count.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The sum of each kind.</returns>
    public static CapacityUnits operator +(CapacityUnits left, CapacityUnits right) => left.Add(right);

    /// <summary>Adds a count to this one.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>The sum of each kind.</returns>
    public CapacityUnits Add(CapacityUnits other) => new(Read + other.Read, Write + other.Write);
}

/// <summary>The consumed capacity of a table.</summary>
public sealed class TableCapacity
{
    private readonly Dictionary<string, CapacityUnits> _indexes;

    private TableCapacity(string tableName, CapacityUnits total, Dictionary<string, CapacityUnits> indexes)
    {
        TableName = tableName;
        Total = total;
        _indexes = indexes;
    }

    /// <summary>Gets the table's name at run time.</summary>
    public string TableName { get; }

    /// <summary>Gets the units of the table and of its indexes.</summary>
    public CapacityUnits Total { get; }

    /// <summary>Gets the units of each index, local ones included. The rest of <see cref="Total"/> belongs to the table itself.</summary>
    public IReadOnlyDictionary<string, CapacityUnits> Indexes => _indexes;

    internal TableCapacity Plus(TableCapacity other)
    {
        var indexes = new Dictionary<string, CapacityUnits>(_indexes);
        foreach ((string index, CapacityUnits units) in other._indexes)
        {
            indexes[index] = indexes.GetValueOrDefault(index) + units;
        }

        return new TableCapacity(TableName, Total + other.Total, indexes);
    }

    /// <summary>Reads the consumed capacity of each table from a response: <c>"ConsumedCapacity":{…}</c> or, of batches and transactions,
    /// <c>[{…},…]</c>.</summary>
    /// <param name="response">The response's JSON.</param>
    /// <param name="isWrite">Whether units whose kind the response does not tell are write units.</param>
    internal static List<TableCapacity> Read(ReadOnlySpan<byte> response, bool isWrite)
    {
        List<TableCapacity> tables = [];
        var json = new Utf8JsonReader(response, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isCapacity = json.ValueTextEquals("ConsumedCapacity"u8);
            json.Read();
            if (!isCapacity)
            {
                json.Skip();
            }
            else if (json.TokenType == JsonTokenType.StartObject)
            {
                tables.Add(ReadTable(ref json, isWrite));
            }
            else
            {
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    tables.Add(ReadTable(ref json, isWrite));
                }
            }
        }

        return tables;
    }

    /// <summary>Reads the sum of one table's consumed capacity: <c>{"TableName":…,"CapacityUnits":…}</c>.</summary>
    internal static double ReadSum(ReadOnlySpan<byte> capacity)
    {
        var json = new Utf8JsonReader(capacity);
        json.Read();
        return ReadTable(ref json, isWrite: false).Total.Sum;
    }

    private static TableCapacity ReadTable(ref Utf8JsonReader json, bool isWrite)
    {
        string table = "";
        Dictionary<string, CapacityUnits> indexes = [];
        var units = default(UnitReader);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("TableName"u8))
            {
                json.Read();
                table = json.GetString()!;
            }
            else if (json.ValueTextEquals("GlobalSecondaryIndexes"u8) || json.ValueTextEquals("LocalSecondaryIndexes"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    string index = json.GetString()!;
                    json.Read();
                    indexes[index] = ReadUnits(ref json, isWrite);
                }
            }
            else
            {
                units.Read(ref json);
            }
        }

        return new TableCapacity(table, units.ToUnits(isWrite), indexes);
    }

    private static CapacityUnits ReadUnits(ref Utf8JsonReader json, bool isWrite)
    {
        var units = default(UnitReader);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            units.Read(ref json);
        }

        return units.ToUnits(isWrite);
    }

    // Transactions report each kind; other operations report only the sum.
    private struct UnitReader
    {
        private double _sum;
        private double? _read;
        private double? _write;

        public void Read(ref Utf8JsonReader json)
        {
            bool isSum = json.ValueTextEquals("CapacityUnits"u8);
            bool isRead = json.ValueTextEquals("ReadCapacityUnits"u8);
            bool isWrite = json.ValueTextEquals("WriteCapacityUnits"u8);
            json.Read();
            if (isSum)
            {
                _sum = json.GetDouble();
            }
            else if (isRead)
            {
                _read = json.GetDouble();
            }
            else if (isWrite)
            {
                _write = json.GetDouble();
            }
            else
            {
                json.Skip();
            }
        }

        public readonly CapacityUnits ToUnits(bool isWrite)
            => _read is not null || _write is not null ? new(_read ?? 0, _write ?? 0)
                : isWrite ? new(0, _sum) : new(_sum, 0);
    }
}
