using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class TokenTests : EmissionTest
{
    [Fact]
    public void PropertiesMayBeCalledWhatTokensHaveThemselves() => GeneratorHarness.Generate("""
        namespace Shop;

        public record Inner(
            string Exists, int Size, string Remove, string Path, string Create, int Attributes, string Mapper, int Schema, string _builder,
            string _path, string Values, string NestedTokens, string ConditionTokens, string UpdateTokens, string FilterTokens, string AssignTo,
            string Assign, string Set, string Place, string Locate, string IsValue, string Write, string Value, string value, Inner? Next)
        {
            public new string GetType { get; init; } = "";
            public new string MemberwiseClone { get; init; } = "";
            public new string ReferenceEquals { get; init; } = "";
        }

        [DynamoTable("hostile")]
        [GsiProjection("by-x", IndexProjection.KeysOnly)]
        public class Hostile
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-x", KeyRole.Partition)] public string? X { get; set; }
            public string? Exists { get; set; }
            public string? NotExists { get; set; }
            public string? PartitionKey { get; set; }
            public int Size { get; set; }
            public string? Remove { get; set; }
            public string? Path { get; set; }
            public string? Create { get; set; }
            public int? Attributes { get; set; }
            public string? Mapper { get; set; }
            public string? Schema { get; set; }
            public string? _builder { get; set; }
            public string? _path { get; set; }
            public string? Values { get; set; }
            public string? NestedTokens { get; set; }
            public string? ConditionTokens { get; set; }
            public string? UpdateTokens { get; set; }
            public string? FilterTokens { get; set; }
            public string? AssignTo { get; set; }
            public new string? Equals { get; set; }
            public new string? ToString { get; set; }
            public new string? GetHashCode { get; set; }
            public new string? GetType { get; set; }
            public new string? MemberwiseClone { get; set; }
            public new string? ReferenceEquals { get; set; }
            public string? Finalize { get; set; }
            public string? System { get; set; }
            public string? TypedDynamo { get; set; }
            public string? Shop { get; set; }
            public Inner? Inner { get; set; }
        }

        public static class Use
        {
            public static ItemCondition Ask(HostileTable.ConditionTokens o)
                => o.Exists == "a" && o.Size > 1 && o.Remove.Exists() && o.Create == "x" && o.Inner.Size == 1 && o.Inner.Exists()
                    && o.Inner.Exists.Exists() && o.Inner.AssignToValue == "" && o.Inner.Next.Next.Create == "" && o.NotExists()
                    && o.Inner.Size() > 4 && o._builderValue == "" && o.Inner._pathValue == "" && o.EqualsValue == "";

            public static void Change(HostileTable.UpdateTokens o)
            {
                o.Create = "x";
                o.Remove.Remove();
                o.Inner.AssignToValue = "x";
                o.Inner.Assign = "x";
                o.Inner.Place = "x";
                o.Inner.Path = "";
                o.Inner.Remove = "";
                o.Inner.Remove();
                o.Inner = null;
            }
        }
        """);

    [Fact]
    public void TypesOfObjectsMayBeCalledWhatTokensAre() => GeneratorHarness.Generate("""
        using System.Collections.Generic;

        namespace Shop;

        public record Update(string Tokens, Tokens? T);
        public record Tokens(string Update);
        public record Inner(int Size);
        public record InnerUpdate(int A);
        public record InnerUpdateUpdate(int A);
        public record Order(string Sku);
        public record ConditionTokens(string A);
        public record Global(int System, int TypedDynamo);
        public class Flat
        {
            public string Update { get; set; } = "";
            public string? Home { get; set; }
        }

        [DynamoTable("hostile")]
        public class Hostile
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Update? U { get; set; }
            public Tokens? T { get; set; }
            public Inner? I { get; set; }
            public InnerUpdate? IU { get; set; }
            public InnerUpdateUpdate? IUU { get; set; }
            public Order? O { get; set; }
            public ConditionTokens? C { get; set; }
            public Global? G { get; set; }
            public List<Inner> L { get; set; } = [];
            public Dictionary<string, List<Dictionary<string, Inner>>>? Deep { get; set; }
            [DynamoFlatten] public Flat @class { get; set; } = new();
        }

        public static class Use
        {
            public static ItemCondition Ask(HostileTable.ConditionTokens o)
                => o.U.T.Update == "" && o.I.Size > 1 && o.IU.A > 1 && o.IUU.A > 1 && o.C.A == "" && o.@class.Update == ""
                    && o.Deep["x"][0]["y"].Size > 1;

            public static void Change(HostileTable.UpdateTokens o)
            {
                o.U.T.Update = "";
                o.IU.A += 1;
                o.IUU = new InnerUpdateUpdate(1);
                o.@class.Update = "";
                o.Deep["x"][0]["y"].Size += 1;
            }
        }
        """);

    [Fact]
    public void TokensOfEveryShape() => GeneratorHarness.Generate("""
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        public enum Level { Low, High }

        public class Tree
        {
            public string? Name { get; set; }
            public Tree? Left { get; set; }
            public List<Tree>? Children { get; set; }
            public Dictionary<string, Tree>? Named { get; set; }
        }

        public struct Point
        {
            public int X { get; set; }
            public int? Y { get; set; }
        }

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square")]
        public abstract record Shape(string Color);
        public record Circle(string Color, double Radius) : Shape(Color);
        public record Square(string Color, double Side) : Shape(Color);

        public class Flat
        {
            public int? A { get; set; }
            public Point? Corner { get; set; }
            [DynamoFlatten] public Deeper? Deeper { get; set; }
        }

        public class Deeper
        {
            public string? Text { get; set; }
        }

        [Experimental("SHOP1")]
        public class Trial
        {
            public int A { get; set; }
        }

        [DynamoTable("things")]
        [DynamoDerivedType(typeof(SubThing), "sub")]
        public class Thing
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Tree? Root { get; set; }
            public Point P { get; set; }
            public Point? N { get; set; }
            public List<Point?>? Points { get; set; }
            public Dictionary<string, Point>? PointsByName { get; set; }
            public Shape? S { get; set; }
            public List<Shape>? Shapes { get; set; }
            public Dictionary<string, Shape?>? ShapesByName { get; set; }
            public bool? B { get; set; }
            public int? I { get; set; }
            public Level? E { get; set; }
            public DateTime? D { get; set; }
            public Guid? G { get; set; }
            public byte[]? Bytes { get; set; }
            public HashSet<int>? Numbers { get; set; }
            public Dictionary<int, string>? TextByNumber { get; set; }
            public Dictionary<Level, Point>? PointsByLevel { get; set; }
            public List<bool?>? Flags { get; set; }
            public List<Level?> Levels { get; set; } = [];
            public string[][]? Jagged { get; set; }
            public List<HashSet<string>>? Sets { get; set; }
            [DynamoFlatten] public Flat? F { get; set; }
            [Obsolete] public string? Old { get; set; }
            [Obsolete("Gone.", error: true)] public Point? Older { get; set; }
        #pragma warning disable SHOP1
            public Trial? T { get; set; }
        #pragma warning restore SHOP1
        }

        public class SubThing : Thing
        {
            public int More { get; set; }
        }

        public static class Use
        {
            public static ItemCondition Ask(ThingTable.ConditionTokens o)
                => o.Root.Left.Children[0].Named["x"].Name == "x" && o.S.Is(new Circle("r", 1)) && o.Shapes.Size() > 1
                    && o.Shapes.Contains(new Circle("r", 2)) && o.B && o.I == 1 && o.E == Level.Low && o.TextByNumber.Size() > 1
                    && o.Flags[0] && o.Levels[1] == Level.High && o.Jagged[0][1] == "x" && o.Sets[0].Contains("x") && o.F.A > 1 && o.F.Corner.X > 1
                    && o.F.Deeper.Text == "" && o.PointsByName["x"].Y > 1 && o.N.X == 1;

            public static void Change(ThingTable.UpdateTokens o)
            {
                o.Root.Left = null;
                o.P = new Point();
                o.N = null;
                o.N.X += 1;
                o.Points[0] = new Point();
                o.S = new Circle("r", 1);
                o.S = null;
                o.Shapes.Append(new Circle("r", 1));
                o.B = null;
                o.B = true;
                o.E = Level.Low;
                o.E = null;
                o.I += 1;
                o.I = null;
                o.Numbers = [1];
                o.Numbers.Add(1);
                o.TextByNumber = new Dictionary<int, string>();
                o.TextByNumber = null;
                o.Flags = null;
                o.Flags = [true, null];
                o.Levels[0] = null;
                o.Jagged = null;
                o.Jagged[0] = ["x"];
                o.Sets[0].Add("x");
                o.F.A += 1;
                o.F.Deeper.Text = null;
            }
        }
        """);
}
