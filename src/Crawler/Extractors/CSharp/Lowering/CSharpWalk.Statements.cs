using Catalog.Crawler.Parsing.Facts;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Catalog.Crawler.Extractors.CSharp.Lowering;

internal sealed partial class CSharpWalk
{
    private FactNode Statement(StatementSyntax statement) => Nested(statement, StatementAtDepth);

    private FactNode Block(BlockSyntax block)
    {
        var list = new List<FactNode>();
        foreach (var item in block.Statements)
        {
            Add(list, Statement(item));
        }

        return Make(FactKind.Block, block, [.. list]);
    }

    private FactNode StatementAtDepth(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax block:
                return Block(block);
            case LocalDeclarationStatementSyntax local:
                return Declaration(local.Declaration);
            case ExpressionStatementSyntax expression:
                return Expression(expression.Expression);
            case ReturnStatementSyntax result:
                return Make(FactKind.Return, result, result.Expression is { } value ? Expression(value) : FactNode.Absent);
            case IfStatementSyntax branch:
                return Make(FactKind.If, branch, Excerpt(branch.Condition), Expression(branch.Condition), Statement(branch.Statement), branch.Else is { } other ? Statement(other.Statement) : FactNode.Absent);
            case ForEachStatementSyntax loop:
                return Make(FactKind.ForEach, loop, Make(FactKind.Name, loop, loop.Identifier.ValueText), Expression(loop.Expression), Statement(loop.Statement));
            case ForEachVariableStatementSyntax loop:
                return Make(FactKind.ForEach, loop, Pattern(loop.Variable), Expression(loop.Expression), Statement(loop.Statement));
            case ForStatementSyntax loop:
                return Make(
                    FactKind.For,
                    loop,
                    loop.Declaration is { } start ? Declaration(start) : FactNode.Absent,
                    loop.Condition is { } test ? Expression(test) : FactNode.Absent,
                    loop.Incrementors is [var step, ..] ? Expression(step) : FactNode.Absent,
                    Statement(loop.Statement));
            case WhileStatementSyntax loop:
                return Make(FactKind.While, loop, Expression(loop.Condition), Statement(loop.Statement));
            case DoStatementSyntax loop:
                return Make(FactKind.While, loop, Expression(loop.Condition), Statement(loop.Statement));
            case UsingStatementSyntax use:
                return Make(FactKind.With, use, use.Declaration is { } made ? Declaration(made) : use.Expression is { } entered ? Expression(entered) : FactNode.Absent, Statement(use.Statement));
            case LockStatementSyntax guarded:
                return Statement(guarded.Statement);
            case CheckedStatementSyntax exact:
                return Statement(exact.Block);
            case UnsafeStatementSyntax unguarded:
                return Statement(unguarded.Block);
            case FixedStatementSyntax pinned:
                return Statement(pinned.Statement);
            case LabeledStatementSyntax label:
                return Statement(label.Statement);
            case TryStatementSyntax attempt:
                return Make(
                    FactKind.Try,
                    attempt,
                    Statement(attempt.Block),
                    FactNode.Absent,
                    attempt.Catches.Count == 0 ? FactNode.Absent : Make(FactKind.Block, attempt, [.. attempt.Catches.Select(c => Statement(c.Block))]),
                    attempt.Finally is { } last ? Statement(last.Block) : FactNode.Absent);
            case SwitchStatementSyntax choice:
                return Make(FactKind.Switch, choice, [Expression(choice.Expression), .. choice.Sections.Select(Section)]);
            case YieldStatementSyntax give:
                return give.Expression is { } given ? Make(FactKind.Yield, give, Expression(given)) : FactNode.Absent;
            case ThrowStatementSyntax fail:
                return Make(FactKind.Throw, fail, fail.Expression is { } thrown ? Expression(thrown) : FactNode.Absent);
            case BreakStatementSyntax:
                return Make(FactKind.Break, statement);
            case ContinueStatementSyntax:
                return Make(FactKind.Continue, statement);
            case LocalFunctionStatementSyntax local:
                return Make(
                    FactKind.Function,
                    local,
                    local.Identifier.ValueText,
                    Flags(local.Modifiers),
                    Parameters(local.ParameterList),
                    local.Body is { } body ? Statement(body) : local.ExpressionBody is { } arrow ? Expression(arrow.Expression) : FactNode.Absent,
                    TypeName(local.ReturnType),
                    Decorators(local.AttributeLists),
                    TypeParameters(local, local.TypeParameterList),
                    Modifiers(local, local.Modifiers));
            default:
                return FactNode.Absent;
        }
    }

    private FactNode Declaration(VariableDeclarationSyntax declaration) => Make(
        FactKind.Declare,
        declaration,
        "var",
        [.. declaration.Variables.Select(v => Make(FactKind.Declarator, v, Make(FactKind.Name, v, v.Identifier.ValueText), v.Initializer is { } set ? Expression(set.Value) : FactNode.Absent, TypeName(declaration.Type)))]);

    /// <summary>The names that a deconstruction declares, in their order.</summary>
    private FactNode Pattern(ExpressionSyntax target) => target switch
    {
        DeclarationExpressionSyntax declaration => Pattern(target, declaration.Designation),
        TupleExpressionSyntax tuple => Make(FactKind.ArrayPattern, tuple, [.. tuple.Arguments.Select(a => Pattern(a.Expression))]),
        IdentifierNameSyntax name => Make(FactKind.Name, name, name.Identifier.ValueText),
        _ => Make(FactKind.Name, target, ""),
    };

    private FactNode Pattern(ExpressionSyntax at, VariableDesignationSyntax designation) => designation switch
    {
        SingleVariableDesignationSyntax single => Make(FactKind.Name, at, single.Identifier.ValueText),
        ParenthesizedVariableDesignationSyntax { Variables.Count: < 20 } several when _facts.TryEnter() => Several(at, several),
        _ => Make(FactKind.Name, at, ""),
    };

    private FactNode Several(ExpressionSyntax at, ParenthesizedVariableDesignationSyntax several)
    {
        var pattern = Make(FactKind.ArrayPattern, at, [.. several.Variables.Select(v => Pattern(at, v))]);
        _facts.Leave();
        return pattern;
    }

    /// <summary>The first label stands for all of a section; registrations hang on the code, not on which label led there.</summary>
    private FactNode Section(SwitchSectionSyntax section)
    {
        var list = new List<FactNode>();
        foreach (var item in section.Statements)
        {
            Add(list, Statement(item));
        }

        var test = section.Labels.OfType<CaseSwitchLabelSyntax>().FirstOrDefault() is { } label ? Expression(label.Value) : FactNode.Absent;
        return Make(FactKind.Case, section, test, Make(FactKind.Block, section, [.. list]));
    }
}
