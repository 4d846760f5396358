using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    /// <summary>Returns whether the class may initialize a property with a value that is unknown without an object.</summary>
    /// <param name="member">The property.</param>
    /// <param name="initializer">If not, the initializer as a constant; null for the default of the type.</param>
    private bool MayBeInitialized(Member member, out string? initializer)
    {
        initializer = null;
        for (var type = _type; type is not null && type.SpecialType == SpecialType.None; type = type.BaseType)
        {
            var primary = type.DeclaringSyntaxReferences.IsEmpty ? null : type.FindPrimaryConstructor(_cancellationToken);
            if (type.InstanceConstructors.Any(constructor
                => !constructor.IsImplicitlyDeclared && !SymbolEqualityComparer.Default.Equals(constructor, primary)))
            {
                return true;
            }
        }

        if (!member.HoldsItsValue || member.Property.DeclaringSyntaxReferences.Length != 1
            || member.Property.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken) is not PropertyDeclarationSyntax property)
        {
            return true;
        }

        var expression = property.Initializer?.Value;
        while (expression is PostfixUnaryExpressionSyntax suppressed && suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            expression = suppressed.Operand;
        }

        if (expression is null || expression.IsKind(SyntaxKind.NullLiteralExpression) || expression.IsKind(SyntaxKind.DefaultLiteralExpression))
        {
            return false;
        }

        initializer = Constant(MemberTypes.KindOf(member.Type), expression);
        return initializer is null;
    }

    private static string? Constant(MemberKind? kind, ExpressionSyntax expression) => (kind, (expression as LiteralExpressionSyntax)?.Token.Value) switch
    {
        (MemberKind.String, null) when expression.ToString() == "string.Empty" => "",
        (MemberKind.String, string text) => text,
        (MemberKind.Boolean, bool value) => Constants.InvariantText(value),
        (MemberKind.Char, char value) => Constants.InvariantText(value),
        (MemberKind.Int32 or MemberKind.Int64 or MemberKind.Decimal or MemberKind.Double, int or long) => expression.ToString() is var digits && digits.All(char.IsDigit) ? digits : null,
        _ => null,
    };
}
