using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Statements.</content>
internal sealed partial class ScriptParser
{
    /// <summary>Makes the next statement, unless it becomes nothing.</summary>
    private void AddStatement()
    {
        if (Statement() is { IsAbsent: false } statement)
        {
            _made.Add(statement);
        }
    }

    private FactNode Statement()
    {
        Enter();
        var statement = StatementAtDepth();
        Leave();
        return statement;
    }

    private FactNode StatementAtDepth()
    {
        var first = _at;
        switch (Token.Kind)
        {
            case ScriptTokenKind.OpenBrace:
                return Block();
            case ScriptTokenKind.Semicolon:
                _at++;
                return FactNode.Absent;
            case ScriptTokenKind.Keyword:
                return KeywordStatementOrNull(first) ?? ExpressionStatement();
            case ScriptTokenKind.Name when _tokens[first + 1].Kind == ScriptTokenKind.Colon:
                _at += 2;
                return Make(FactKind.Label, first, Text(first), FactFlags.None, Statement());
            case ScriptTokenKind.Name when IsWord(ScriptWord.Let) && _tokens[first + 1].Kind is ScriptTokenKind.Name or ScriptTokenKind.OpenBrace or ScriptTokenKind.OpenBracket:
                var declaration = Declaration();
                EndStatement();
                return declaration;
            case ScriptTokenKind.Name when IsAsyncFunction():
                return Function();
            default:
                return ExpressionStatement();
        }
    }

    private FactNode ExpressionStatement()
    {
        var expression = Expression();
        EndStatement();
        return expression;
    }

    private FactNode? KeywordStatementOrNull(int first)
    {
        switch (Token.Word)
        {
            case ScriptWord.Var or ScriptWord.Const:
                var declaration = Declaration();
                EndStatement();
                return declaration;
            case ScriptWord.Function:
                return Function();
            case ScriptWord.Class:
                return Class();
            case ScriptWord.If:
                return If();
            case ScriptWord.For:
                return For();
            case ScriptWord.While:
                _at++;
                var test = Condition();
                return Make(FactKind.While, first, test.Value, Body());
            case ScriptWord.Do:
                _at++;
                var body = Body();
                _at += IsWord(ScriptWord.While) ? 1 : throw Unexpected();
                var until = Condition().Value;
                Skip(ScriptTokenKind.Semicolon);
                return Make(FactKind.While, first, until, body);
            case ScriptWord.Return or ScriptWord.Throw:
                var kind = IsWord(ScriptWord.Return) ? FactKind.Return : FactKind.Throw;
                _at++;
                var isBare = Is(ScriptTokenKind.Semicolon) || Is(ScriptTokenKind.CloseBrace) || Is(ScriptTokenKind.End) || Token.AfterLine;
                var value = isBare ? FactNode.Absent : Expression();
                EndStatement();
                return Make(kind, first, value);
            case ScriptWord.Break or ScriptWord.Continue:
                _at++;
                var label = Is(ScriptTokenKind.Name) && !Token.AfterLine ? Text(_at++) : null;
                EndStatement();
                return Make(_tokens[first].Word == ScriptWord.Break ? FactKind.Break : FactKind.Continue, first, label);
            case ScriptWord.Try:
                return Try();
            case ScriptWord.Switch:
                return Switch();
            case ScriptWord.Import:
                return _tokens[first + 1].Kind is ScriptTokenKind.OpenParenthesis or ScriptTokenKind.Dot ? null : Import();
            case ScriptWord.Export:
                return Export();
            case ScriptWord.Debugger:
                _at++;
                EndStatement();
                return FactNode.Absent;
            case ScriptWord.With or ScriptWord.Enum:
                throw Unexpected();
            default:
                return null;
        }
    }

    private FactNode Block()
    {
        var first = _at;
        return Make(FactKind.Block, first, Statements());
    }

    /// <summary>The statements between two braces.</summary>
    private FactNode[] Statements()
    {
        Expect(ScriptTokenKind.OpenBrace);
        var from = _made.Count;
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            AddStatement();
        }

        return Taken(from);
    }

    /// <summary>The body of a branch or loop as a block, whether it was written as one or not.</summary>
    private FactNode Body()
    {
        if (Is(ScriptTokenKind.OpenBrace))
        {
            return Block();
        }

        var first = _at;
        return Make(FactKind.Block, first, Statement());
    }

    private FactNode Declaration()
    {
        var first = _at++;
        var from = _made.Count;
        do
        {
            var at = _at;
            var pattern = Pattern();
            _made.Add(Make(FactKind.Declarator, at, pattern, Skip(ScriptTokenKind.Assign) ? Assignment() : FactNode.Absent));
        }
        while (Skip(ScriptTokenKind.Comma));
        return Make(FactKind.Declare, first, Text(first), FactFlags.None, Taken(from));
    }

    /// <summary>What stands in brackets after <c>if</c> and the like, with its first and last token; further brackets around it are left out.</summary>
    private (FactNode Value, int First, int Last) Condition()
    {
        Expect(ScriptTokenKind.OpenParenthesis);
        var around = 0;
        while (Is(ScriptTokenKind.OpenParenthesis) && _tokens[_at].Match == _tokens[_at - 1].Match - 1)
        {
            around++;
            _at++;
        }

        // Brackets around parameters of a function are none around the whole.
        var first = _at;
        var value = Expression();
        var last = _at - 1;
        for (; around >= 0; around--)
        {
            Expect(ScriptTokenKind.CloseParenthesis);
        }

        return (value, first, last);
    }

    private FactNode If()
    {
        var first = _at++;
        var test = Condition();
        var then = Body();
        var other = SkipWord(ScriptWord.Else) ? Body() : FactNode.Absent;
        return Make(FactKind.If, first, Excerpt(test.First, test.Last), FactFlags.None, test.Value, then, other);
    }

    private FactNode Try()
    {
        var first = _at++;
        var body = Block();
        var (caught, handler, last) = (FactNode.Absent, FactNode.Absent, FactNode.Absent);
        if (SkipWord(ScriptWord.Catch))
        {
            if (Skip(ScriptTokenKind.OpenParenthesis))
            {
                caught = Pattern();
                Expect(ScriptTokenKind.CloseParenthesis);
            }

            handler = Block();
        }

        if (SkipWord(ScriptWord.Finally))
        {
            last = Block();
        }

        return Make(FactKind.Try, first, body, caught, handler, last);
    }

    private FactNode Switch()
    {
        var first = _at++;
        var from = _made.Count;
        _made.Add(Condition().Value);
        Expect(ScriptTokenKind.OpenBrace);
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            var at = _at;
            var test = SkipWord(ScriptWord.Case) ? Expression() : SkipWord(ScriptWord.Default) ? FactNode.Absent : throw Unexpected();
            Expect(ScriptTokenKind.Colon);
            var statements = _made.Count;
            while (!IsWord(ScriptWord.Case) && !IsWord(ScriptWord.Default) && !Is(ScriptTokenKind.CloseBrace))
            {
                AddStatement();
            }

            _made.Add(Make(FactKind.Case, at, test, Make(FactKind.Block, at, Taken(statements))));
        }

        return Make(FactKind.Switch, first, Taken(from));
    }
}
