using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Functions and methods.</content>
internal sealed partial class ScriptParser
{
    private bool IsAsyncFunction() => IsWord(ScriptWord.Async) && _tokens[_at + 1] is { Word: ScriptWord.Function, Kind: ScriptTokenKind.Keyword, AfterLine: false };

    /// <summary>Whether parameters and an arrow follow; the brackets are matched, so that one look is enough.</summary>
    private bool IsArrow()
    {
        var at = IsWord(ScriptWord.Async) && _tokens[_at + 1] is { AfterLine: false, Kind: ScriptTokenKind.Name or ScriptTokenKind.OpenParenthesis } && Token.Kind == ScriptTokenKind.Name ? _at + 1 : _at;
        return _tokens[at].Kind switch
        {
            ScriptTokenKind.Name => _tokens[at + 1].Kind == ScriptTokenKind.Arrow,
            ScriptTokenKind.OpenParenthesis => _tokens[_tokens[at].Match + 1].Kind == ScriptTokenKind.Arrow,
            _ => false,
        };
    }

    private FactNode Arrow()
    {
        var first = _at;
        var flags = FactFlags.Arrow;
        if (IsWord(ScriptWord.Async) && _tokens[_at + 1].Kind is ScriptTokenKind.Name or ScriptTokenKind.OpenParenthesis)
        {
            flags |= FactFlags.Async;
            _at++;
        }

        var single = _at;
        var parameters = Is(ScriptTokenKind.Name)
            ? Make(FactKind.Parameters, single, Make(FactKind.Parameter, single, Make(FactKind.Name, single, Text(_at++)), FactNode.Absent))
            : Parameters(first);
        Expect(ScriptTokenKind.Arrow);
        return Make(FactKind.Function, first, null, flags, parameters, Is(ScriptTokenKind.OpenBrace) ? FunctionBody() : Assignment(), FactNode.Absent, FactNode.Absent);
    }

    /// <summary>A function with its word, declared or not.</summary>
    private FactNode Function()
    {
        var first = _at;
        var flags = SkipWord(ScriptWord.Async) ? FactFlags.Async : FactFlags.None;
        _at++;
        flags |= Skip(ScriptTokenKind.Star) ? FactFlags.Generator : FactFlags.None;
        var name = Is(ScriptTokenKind.Name) ? Text(_at++) : null;
        return Make(FactKind.Function, first, name, flags, Parameters(first), FunctionBody(), FactNode.Absent, FactNode.Absent);
    }

    private FactNode Parameters(int function)
    {
        Expect(ScriptTokenKind.OpenParenthesis);
        var before = _withoutIn;
        _withoutIn = 0;
        var from = _made.Count;
        while (!Skip(ScriptTokenKind.CloseParenthesis))
        {
            var at = _at;
            var pattern = Is(ScriptTokenKind.Ellipsis) ? Rest() : Pattern();
            _made.Add(Make(FactKind.Parameter, at, pattern, Skip(ScriptTokenKind.Assign) ? Assignment() : FactNode.Absent));
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseParenthesis))
            {
                throw Unexpected();
            }
        }

        _withoutIn = before;
        return Make(FactKind.Parameters, function, Taken(from));
    }

    /// <summary>The body of a function: a block, or what stands for one that is left out.</summary>
    private FactNode FunctionBody()
    {
        if (!Is(ScriptTokenKind.OpenBrace))
        {
            throw Unexpected();
        }

        var (start, close) = (Token.End, Token.Match);
        var (line, column) = Place(_at);
        if (_bodies.BlockOrNull(start, _tokens[close].Start - start, line, column + 1) is { } left)
        {
            _left.Add((_at + 1, close));
            _at = close + 1;
            return left;
        }

        var before = _withoutIn;
        _withoutIn = 0;
        var body = Block();
        _withoutIn = before;
        return body;
    }

    /// <summary>A method with its modifiers; null where something else stands there.</summary>
    private FactNode? MethodOrNull(int first, FactFlags flags)
    {
        var at = _at;
        var own = FactFlags.None;
        if (Token is { Kind: ScriptTokenKind.Name, Word: ScriptWord.Async or ScriptWord.Get or ScriptWord.Set } && AfterKey(at + 1) + (_tokens[at + 1].Kind == ScriptTokenKind.Star ? 1 : 0) != at + 1 && !_tokens[at + 1].AfterLine)
        {
            (flags, own) = Token.Word switch
            {
                ScriptWord.Async => (flags, FactFlags.Async),
                ScriptWord.Get => (flags | FactFlags.Getter, own),
                _ => (flags | FactFlags.Setter, own),
            };
            at++;
        }

        if (_tokens[at].Kind == ScriptTokenKind.Star)
        {
            own |= FactFlags.Generator;
            at++;
        }

        var after = AfterKey(at);
        if (after == at || _tokens[after].Kind != ScriptTokenKind.OpenParenthesis)
        {
            return at == _at ? null : throw Unexpected();
        }

        _at = at;
        var (key, computed) = Key();
        var function = Make(FactKind.Function, first, null, own, Parameters(first), FunctionBody(), FactNode.Absent, FactNode.Absent);
        return Make(FactKind.Method, first, key, flags, function, computed, FactNode.Absent);
    }
}
