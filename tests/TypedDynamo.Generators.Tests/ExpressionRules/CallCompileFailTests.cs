namespace TypedDynamo.Generators.Tests.ExpressionRules;

/// <summary>Verbs that do not get what they ask for.</summary>
public sealed class CallCompileFailTests : CompileFailTest
{
    /// <summary>What a lambda is given and returns.</summary>
    public static TheoryData<string, string, string, string, string> Calls => new()
    {
        {
            Statement, "a condition has no truth",
            "if (OrderTable.Attributes.Views == 1) { }", "CS0619",
            "ItemCondition one = OrderTable.Attributes.Views == 1; await orders.DeleteAsync(key, _ => one);"
        },
        {
            Statement, "a condition has no truth in a loop either",
            "while (OrderTable.Attributes.Views == 1) { }", "CS0619", "while (flag) { flag = false; }"
        },
        {
            Statement, "an attribute that is a bool has no truth here",
            "if (OrderTable.Attributes.IsPaid) { }", "CS0619", "await orders.DeleteAsync(key, o => o.IsPaid);"
        },
        {
            Statement, "a condition is no bool",
            "bool one = OrderTable.Attributes.Views == 1;", "CS0029",
            "ItemCondition one = OrderTable.Attributes.Views == 1; await orders.DeleteAsync(key, _ => one);"
        },
        {
            Statement, "the attributes of a table are asked, not set",
            "OrderTable.Attributes.Views = 1;", "CS0200", "await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "the condition of a put returns a condition",
            "await orders.PutAsync(order, o => true);", "CS0029", "await orders.PutAsync(order, o => o.NotExists());"
        },
        {
            Statement, "a condition over the item itself is none over its attributes",
            "await orders.PutAsync(order, o => order.Views == 1);", "CS0029",
            "await orders.PutAsync(order, o => o.Views == order.Views);"
        },
        {
            Statement, "a condition is a function of the attributes",
            "await orders.PutAsync(order, OrderTable.Attributes.Views == 1);", "CS1503",
            "await orders.PutAsync(order, _ => OrderTable.Attributes.Views == 1);"
        },
        {
            Statement, "a static lambda captures nothing",
            "await orders.UpdateAsync(key, static o => o.Views += views);", "CS8820",
            "await orders.UpdateAsync(key, o => o.Views += views);"
        },
        {
            Statement, "what a reference points to may be gone when the lambda runs",
            """Later(1); void Later(in int last) { _ = orders.Query("c").Where(o => o.Views == last); }""", "CS1628",
            """Later(1); void Later(int last) { _ = orders.Query("c").Where(o => o.Views == last); }"""
        },
        {
            Statement, "a lambda has one parameter",
            """_ = orders.Query("c").Where((o, s) => o.Views == s);""", "CS1593",
            """_ = orders.Query("c").Where(o => o.Views == views);"""
        },
        {
            Statement, "an update goes on after the request",
            "await orders.UpdateAsync(key, async o => { await Task.Yield(); o.Views = 1; });", "TDYN309",
            "await Task.Yield(); await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "a transaction's entries are put down before it is sent",
            "await client.TransactWriteAsync(async t => { await Task.Yield(); t.Put(orders, order); });", "CS0619",
            "await Task.Yield(); await client.TransactWriteAsync(t => { t.Put(orders, order); });"
        },
        {
            Statement, "an update of a transaction is not asynchronous",
            "await client.TransactWriteAsync(t => t.Update(orders, key, async o => { await Task.Yield(); o.Views = 1; }));", "TDYN309",
            "await client.TransactWriteAsync(t => t.Update(orders, key, o => o.Views = 1));"
        },
        {
            Statement, "a key of a transaction is that of its table",
            "await client.TransactWriteAsync(t => t.Check(orders, \"c\", o => o.Exists()));", "CS0411",
            "await client.TransactWriteAsync(t => t.Check(orders, new(\"c\", at), o => o.Exists()));"
        },
        {
            Statement, "a condition of a transaction is on its own table's items",
            "await client.TransactWriteAsync(t => t.Check(customers, key, (OrderTable.ConditionTokens o) => o.Exists()));", "CS0411",
            "await client.TransactWriteAsync(t => t.Check(orders, key, (OrderTable.ConditionTokens o) => o.Exists()));"
        },
        {
            Statement, "a PartiQL statement is not put together of text and values",
            "_ = client.PartiQL(\"SELECT * FROM orders WHERE CustomerId = '\" + order.CustomerId + \"'\");", "CS1503",
            "_ = client.PartiQL($\"SELECT * FROM {orders} WHERE CustomerId = {order.CustomerId}\");"
        },
        {
            Statement, "a condition is not asynchronous",
            "await orders.DeleteAsync(key, async o => { await Task.Yield(); return o.Exists(); });", "CS4010",
            "await orders.DeleteAsync(key, o => { return o.Exists(); });"
        },
        {
            Statement, "an update has no condition for its changes",
            "await orders.UpdateAsync(key, o => { _ = o.Views == 1; });", "CS0019", "await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "a delete has no update",
            "await orders.DeleteAsync(key, o => { o.Views = 1; return o.Exists(); });", "CS0200",
            "await orders.UpdateAsync(key, o => { o.Views = 1; });"
        },
        {
            Statement, "a conditional delete that hands back what stood in the way has a condition",
            "await orders.TryDeleteAsync(key);", "CS7036", "await orders.TryDeleteAsync(key, o => o.Views == 1);"
        },
        {
            Statement, "a put has an item of its table",
            """await orders.PutAsync(new Customer("x"));""", "CS1503", """await customers.PutAsync(new Customer("x"));"""
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public Task DoesNotCompile(string context, string reason, string refused, string id, string accepted)
        => ShouldNotCompile(context, reason, refused, id, accepted);
}
