using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>
/// <c>docs/coming-from-dynamodbcontext.md</c> forgets no public name of the SDK's object model: each stands in the column of the context's names,
/// or in the section on what has no counterpart.
/// </summary>
public sealed partial class ContextPageTests
{
    private static readonly string s_page = DocumentationTests.Read("docs/coming-from-dynamodbcontext.md");

    private static readonly Type[] s_types =
    [
        .. typeof(DynamoDBContext).Assembly.GetTypes().Where(type => type.IsPublic && type.Namespace == typeof(DynamoDBContext).Namespace),
    ];

    public static TheoryData<string> Names() => [.. s_types.Select(NameOf).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void ATypeAndItsMembersAreNamed(string name)
    {
        string[] withoutCounterpart = Words(NotThere());
        if (withoutCounterpart.Contains(name) || withoutCounterpart.Contains("I" + name))
        {
            return;
        }

        Type[] types = [.. s_types.Where(type => NameOf(type) == name)];
        types.Where(HasANameOfItsOwn).Select(NameOf).Concat(types.SelectMany(NamesOfMembers)).Distinct()
            .Except([.. TheContextsColumn().SelectMany(Words), .. withoutCounterpart])
            .ShouldBeEmpty($"docs/coming-from-dynamodbcontext.md does not say what becomes of these of {name}.");
    }

    [Fact]
    public void WhatThePageNamesIsThere()
        => TheContextsColumn().Append(NotThere()).SelectMany(text => NameOfTheSdk().Matches(text).Select(match => match.Groups["name"].Value))
            .Except(typeof(DynamoDBContext).Assembly.GetExportedTypes().Select(NameOf))
            .ShouldBeEmpty("The SDK has no such annotation or configuration.");

    // The page says of which calls the context takes a condition, and of which it does not.
    [Fact]
    public void NoOtherCallTakesAConditionOrAFilter()
        => s_types.SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(ContextExpression))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .Order()
            .ShouldBe(
            [
                "DynamoDBOperationConfig.Expression", "QueryConfig.Expression", "SaveConfig.ConditionalExpression",
                "SearchVectorsConfig.SearchConditionExpression",
            ]);

    private static IEnumerable<string> TheContextsColumn()
    {
        int start = s_page.IndexOf("## From → to: annotations", StringComparison.Ordinal);
        int end = s_page.IndexOf("## What is the same", StringComparison.Ordinal);
        return FirstColumn().Matches(s_page[start..end]).Select(match => match.Groups["cell"].Value);
    }

    private static string NotThere() => s_page[s_page.IndexOf("## Not there", StringComparison.Ordinal)..];

    private static string[] Words(string text)
        => [.. Code().Matches(text).SelectMany(code => Word().Matches(code.Value)).Select(word => word.Value)];

    /// <summary>The name in source: that of an annotation has no suffix, and that of a generic type no number.</summary>
    private static string NameOf(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type.IsAssignableTo(typeof(Attribute)) ? name[..^"Attribute".Length] : name;
    }

    // A base class is written by nobody, nor is the class behind an interface that the context hands out.
    private static bool HasANameOfItsOwn(Type type)
        => type.IsInterface || !(type.IsAbstract || type.GetInterfaces().Any(contract => NameOf(contract) == "I" + NameOf(type)));

    // An annotation's arguments stand in the row of the annotation, without their names.
    private static IEnumerable<string> NamesOfMembers(Type type)
        => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or FieldInfo { IsSpecialName: false } or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Except([nameof(IDisposable.Dispose)])
            .Except(
                type.IsAssignableTo(typeof(Attribute))
                    ? type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!)
                    : [],
                StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\| (?<cell>(?:[^|\\]|\\.)*) \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`\[(?<name>DynamoD[Bb]\w+)|\b(?<name>[A-Z]\w+Config)\b")]
    private static partial Regex NameOfTheSdk();
}
