using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Loops whose head has parts.</content>
internal sealed partial class ScriptParser
{
    private FactNode For()
    {
        var first = _at++;
        SkipWord(ScriptWord.Await);
        Expect(ScriptTokenKind.OpenParenthesis);
        if (Skip(ScriptTokenKind.Semicolon))
        {
            return Counted(first, FactNode.Absent);
        }

        var isDeclared = IsWord(ScriptWord.Var) || IsWord(ScriptWord.Const) || (IsWord(ScriptWord.Let) && _tokens[_at + 1].Kind is ScriptTokenKind.Name or ScriptTokenKind.OpenBrace or ScriptTokenKind.OpenBracket);
        var start = _at;
        if (isDeclared && !IsCounted())
        {
            _at++;
            return Through(first, Pattern());
        }

        if (isDeclared)
        {
            _withoutIn++;
            var declaration = Declaration();
            _withoutIn--;
            Expect(ScriptTokenKind.Semicolon);
            return Counted(first, declaration);
        }

        if (Is(ScriptTokenKind.OpenBrace) || Is(ScriptTokenKind.OpenBracket) ? IsThrough(_tokens[_tokens[_at].Match + 1]) : IsThroughTarget())
        {
            _at = start;
            return Through(first, Pattern());
        }

        _withoutIn++;
        var expression = Expression();
        _withoutIn--;
        Expect(ScriptTokenKind.Semicolon);
        return Counted(first, expression);
    }

    /// <summary>Whether a loop that declares something counts: nothing that is gone through follows the pattern.</summary>
    private bool IsCounted()
    {
        var pattern = _at + 1;
        var after = _tokens[pattern].Kind is ScriptTokenKind.OpenBrace or ScriptTokenKind.OpenBracket ? _tokens[pattern].Match + 1 : pattern + 1;
        return !IsThrough(_tokens[after]);
    }

    private static bool IsThrough(in ScriptToken token) => token.Word is ScriptWord.In or ScriptWord.Of;

    /// <summary>Whether a name or a member stands before <c>in</c> or <c>of</c>.</summary>
    private bool IsThroughTarget()
    {
        var at = _at + 1;
        while (_tokens[at].Kind is ScriptTokenKind.Dot or ScriptTokenKind.OpenBracket)
        {
            at = _tokens[at].Kind == ScriptTokenKind.Dot ? at + 2 : _tokens[at].Match + 1;
        }

        return IsThrough(_tokens[at]);
    }

    private FactNode Through(int first, FactNode pattern)
    {
        var flags = IsWord(ScriptWord.In) ? FactFlags.Keys : FactFlags.None;
        _at++;
        var source = flags == FactFlags.Keys ? Expression() : Assignment();
        Expect(ScriptTokenKind.CloseParenthesis);
        return Make(FactKind.ForEach, first, null, flags, pattern, source, Body());
    }

    private FactNode Counted(int first, FactNode start)
    {
        var test = Is(ScriptTokenKind.Semicolon) ? FactNode.Absent : Expression();
        Expect(ScriptTokenKind.Semicolon);
        var step = Is(ScriptTokenKind.CloseParenthesis) ? FactNode.Absent : Expression();
        Expect(ScriptTokenKind.CloseParenthesis);
        return Make(FactKind.For, first, start, test, step, Body());
    }
}
