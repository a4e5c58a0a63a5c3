using System.Globalization;
using Catalog.Crawler.Parsing.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Catalog.Crawler.Extractors.CSharp.Lowering;

internal sealed partial class CSharpWalk
{
    private FactNode Expression(ExpressionSyntax expression) => Nested(expression, ExpressionAtDepth);

    private FactNode ExpressionAtDepth(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal:
                return Literal(literal);
            case InterpolatedStringExpressionSyntax template:
                return Make(FactKind.Template, template, [.. template.Contents.Select(Part)]);
            case ParenthesizedExpressionSyntax inner:
                return Expression(inner.Expression);
            case CastExpressionSyntax inner:
                return Expression(inner.Expression);
            case CheckedExpressionSyntax inner:
                return Expression(inner.Expression);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner:
                return Expression(inner.Operand);
            case ThisExpressionSyntax:
                return Make(FactKind.This, expression);
            case BaseExpressionSyntax:
                return Make(FactKind.Super, expression);
            case TypeSyntax type:
                return TypeName(type);
            case MemberAccessExpressionSyntax member:
                return Access(member, Expression(member.Expression), member.Name, FactFlags.None);
            case ConditionalAccessExpressionSyntax access:
                return Make(FactKind.Sequence, access, Expression(access.Expression), Expression(access.WhenNotNull));
            case MemberBindingExpressionSyntax binding:
                return Access(binding, FactNode.Absent, binding.Name, FactFlags.Optional);
            case InvocationExpressionSyntax call:
                return Make(FactKind.Call, call, [Expression(call.Expression), .. call.ArgumentList.Arguments.Select(Argument)]);
            case ObjectCreationExpressionSyntax made:
                return New(made, TypeName(made.Type), made.ArgumentList, made.Initializer);
            case ImplicitObjectCreationExpressionSyntax made:
                return New(made, FactNode.Absent, made.ArgumentList, made.Initializer);
            case AnonymousObjectCreationExpressionSyntax made:
                return Make(FactKind.Object, made, [.. made.Initializers.Select(i => Make(FactKind.Property, i, i.NameEquals?.Name.Identifier.ValueText ?? NameOf(i.Expression), Expression(i.Expression)))]);
            case InitializerExpressionSyntax list:
                return Initializer(list);
            case ArrayCreationExpressionSyntax array:
                return array.Initializer is { } items ? Initializer(items) : Opaque(array);
            case ImplicitArrayCreationExpressionSyntax array:
                return Initializer(array.Initializer);
            case CollectionExpressionSyntax list:
                return Make(FactKind.Array, list, [.. list.Elements.Select(Element)]);
            case TupleExpressionSyntax tuple:
                return Make(FactKind.Array, tuple, "tuple", [.. tuple.Arguments.Select(Argument)]);
            case AnonymousFunctionExpressionSyntax function:
                return Lambda(function);
            case TypeOfExpressionSyntax type:
                return Make(FactKind.Unary, type, "typeof", TypeName(type.Type));
            case DefaultExpressionSyntax:
                return Make(FactKind.Null, expression);
            case BinaryExpressionSyntax binary:
                return Binary(binary);
            case ConditionalExpressionSyntax choice:
                return Make(FactKind.Conditional, choice, Expression(choice.Condition), Expression(choice.WhenTrue), Expression(choice.WhenFalse));
            case AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax or TupleExpressionSyntax } assign:
                return Make(FactKind.Assign, assign, "=", Pattern(assign.Left), Expression(assign.Right));
            case AssignmentExpressionSyntax assign:
                return Make(FactKind.Assign, assign, assign.OperatorToken.ValueText, Expression(assign.Left), Expression(assign.Right));
            case AwaitExpressionSyntax await:
                return Make(FactKind.Await, await, Expression(await.Expression));
            case PrefixUnaryExpressionSyntax unary:
                return Make(FactKind.Unary, unary, unary.OperatorToken.ValueText, Expression(unary.Operand));
            case ElementAccessExpressionSyntax index:
                return Make(FactKind.Index, index, Expression(index.Expression), index.ArgumentList.Arguments is [var first, ..] ? Expression(first.Expression) : FactNode.Absent);
            case ThrowExpressionSyntax fail:
                return Make(FactKind.Throw, fail, Expression(fail.Expression));
            case SwitchExpressionSyntax choice:
                return Opaque(choice, [.. choice.Arms.Select(a => Expression(a.Expression))]);
            case WithExpressionSyntax with:
                return Opaque(with, Expression(with.Expression), Initializer(with.Initializer));
            case IsPatternExpressionSyntax test:
                return Opaque(test, Expression(test.Expression));
            default:
                return Opaque(expression);
        }
    }

    private FactNode Literal(LiteralExpressionSyntax literal) => literal.Kind() switch
    {
        SyntaxKind.StringLiteralExpression or SyntaxKind.CharacterLiteralExpression or SyntaxKind.Utf8StringLiteralExpression => Make(FactKind.String, literal, literal.Token.ValueText),
        SyntaxKind.NumericLiteralExpression => Make(FactKind.Number, literal, Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture)),
        SyntaxKind.TrueLiteralExpression => Make(FactKind.True, literal),
        SyntaxKind.FalseLiteralExpression => Make(FactKind.False, literal),
        _ => Make(FactKind.Null, literal),
    };

    private FactNode Part(InterpolatedStringContentSyntax part) => part switch
    {
        InterpolatedStringTextSyntax plain => Make(FactKind.String, plain, plain.TextToken.ValueText),
        InterpolationSyntax hole => hole.FormatClause is null && hole.AlignmentClause is null ? Expression(hole.Expression) : Opaque(hole, Expression(hole.Expression)),
        _ => Opaque(part),
    };

    private FactNode Access(SyntaxNode at, FactNode target, SimpleNameSyntax name, FactFlags flags) =>
        name is GenericNameSyntax generic
            ? MakeAt(at, name, generic.Identifier.ValueText, flags, target, TypeArguments(generic))
            : MakeAt(at, name, name.Identifier.ValueText, flags, target);

    /// <summary>A member stands where its name does: a chain of calls begins in one place and registers in many.</summary>
    private FactNode MakeAt(SyntaxNode at, SimpleNameSyntax name, string content, FactFlags flags, params FactNode[] children) =>
        Make(FactKind.Member, name.Span.IsEmpty ? at : name, content, flags, children);

    private FactNode Argument(ArgumentSyntax argument)
    {
        var value = Expression(argument.Expression);
        return argument.NameColon is { } name ? Make(FactKind.Keyword, argument, name.Name.Identifier.ValueText, value) : value;
    }

    private FactNode New(ExpressionSyntax at, FactNode type, ArgumentListSyntax? arguments, InitializerExpressionSyntax? initializer)
    {
        var children = new List<FactNode> { type };
        children.AddRange(arguments?.Arguments.Select(Argument) ?? []);
        if (initializer is not null)
        {
            children.Add(Make(FactKind.Keyword, initializer, "{}", Initializer(initializer)));
        }

        return Make(FactKind.New, at, [.. children]);
    }

    private FactNode Initializer(InitializerExpressionSyntax list)
    {
        if (list.Expressions.Count > 0 && list.Expressions.All(static e => e is AssignmentExpressionSyntax))
        {
            return Make(FactKind.Object, list, [.. list.Expressions.Cast<AssignmentExpressionSyntax>().Select(Assigned)]);
        }

        return list.IsKind(SyntaxKind.ComplexElementInitializerExpression)
            ? Make(FactKind.Array, list, "tuple", [.. list.Expressions.Select(Expression)])
            : Make(list.IsKind(SyntaxKind.ObjectInitializerExpression) ? FactKind.Object : FactKind.Array, list, [.. list.Expressions.Select(Expression)]);
    }

    private FactNode Assigned(AssignmentExpressionSyntax assign) => assign.Left switch
    {
        IdentifierNameSyntax name => Make(FactKind.Property, assign, name.Identifier.ValueText, Expression(assign.Right)),
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [var key] } => Make(FactKind.Property, assign, null, FactFlags.None, Expression(assign.Right), Expression(key.Expression)),
        _ => Make(FactKind.Spread, assign, Opaque(assign)),
    };

    private FactNode Element(CollectionElementSyntax element) => element switch
    {
        ExpressionElementSyntax plain => Expression(plain.Expression),
        SpreadElementSyntax spread => Make(FactKind.Spread, spread, Expression(spread.Expression)),
        _ => Opaque(element),
    };

    private FactNode Lambda(AnonymousFunctionExpressionSyntax function)
    {
        var (parameters, decorators) = function switch
        {
            ParenthesizedLambdaExpressionSyntax lambda => (Parameters(lambda.ParameterList), Decorators(lambda.AttributeLists)),
            SimpleLambdaExpressionSyntax lambda => (Make(FactKind.Parameters, lambda, Parameter(lambda.Parameter)), Decorators(lambda.AttributeLists)),
            AnonymousMethodExpressionSyntax { ParameterList: { } list } => (Parameters(list), FactNode.Absent),
            _ => (Make(FactKind.Parameters, function), FactNode.Absent),
        };
        var body = function.Block is { } block ? Statement(block) : function.ExpressionBody is { } value ? Expression(value) : FactNode.Absent;
        var result = function is ParenthesizedLambdaExpressionSyntax { ReturnType: { } type } ? TypeName(type) : FactNode.Absent;
        return Make(FactKind.Function, function, null, Flags(function.Modifiers) | FactFlags.Arrow, parameters, body, result, decorators);
    }

    /// <summary>Chains of one operator are one fact, so that a text of a thousand parts is not a thousand levels deep.</summary>
    private FactNode Binary(BinaryExpressionSyntax binary)
    {
        var operation = binary.OperatorToken.ValueText;
        if (binary.IsKind(SyntaxKind.AsExpression))
        {
            return Expression(binary.Left);
        }

        var operands = new List<ExpressionSyntax> { binary.Right };
        var left = binary.Left;
        while (left is BinaryExpressionSyntax next && next.RawKind == binary.RawKind)
        {
            operands.Add(next.Right);
            left = next.Left;
        }

        operands.Add(left);
        operands.Reverse();
        return Make(FactKind.Binary, binary, operation, [.. operands.Select(Expression)]);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
