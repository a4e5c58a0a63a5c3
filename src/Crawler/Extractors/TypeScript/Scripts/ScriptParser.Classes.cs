using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Classes, and the patterns that bind names.</content>
internal sealed partial class ScriptParser
{
    private FactNode Class()
    {
        var first = _at++;
        var name = Is(ScriptTokenKind.Name) ? Text(_at++) : null;
        FactNode[] bases = SkipWord(ScriptWord.Extends) ? [Chain()] : [];
        var body = _at;
        Expect(ScriptTokenKind.OpenBrace);
        var before = _withoutIn;
        _withoutIn = 0;
        Enter();
        var from = _made.Count;
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            if (!Skip(ScriptTokenKind.Semicolon))
            {
                _made.Add(ClassMember());
            }
        }

        Leave();
        _withoutIn = before;
        return Make(FactKind.Class, first, name, FactFlags.None, Make(FactKind.Arguments, first, bases), Make(FactKind.Block, body, Taken(from)), FactNode.Absent);
    }

    private FactNode ClassMember()
    {
        var first = _at;
        var flags = FactFlags.None;
        if (IsWord(ScriptWord.Static) && _tokens[_at + 1].Kind == ScriptTokenKind.OpenBrace)
        {
            _at++;
            return Make(FactKind.Block, first, null, FactFlags.StaticBlock, Statements());
        }

        if (IsWord(ScriptWord.Static) && (AfterKey(_at + 1) != _at + 1 || _tokens[_at + 1].Kind == ScriptTokenKind.Star))
        {
            flags = FactFlags.Static;
            _at++;
        }

        if (MethodOrNull(first, flags) is { } method)
        {
            return method;
        }

        var (key, computed) = Key();
        var value = Skip(ScriptTokenKind.Assign) ? Assignment() : FactNode.Absent;
        EndStatement();
        return Make(FactKind.Field, first, key, flags, value, computed, FactNode.Absent, FactNode.Absent);
    }

    /// <summary>What a value is taken apart by, without a default of its own.</summary>
    private FactNode Pattern()
    {
        Enter();
        var pattern = Token.Kind switch
        {
            ScriptTokenKind.OpenBrace => ObjectPattern(),
            ScriptTokenKind.OpenBracket => ArrayPattern(),
            _ => Chain(),
        };
        Leave();
        return pattern.Kind is FactKind.Name or FactKind.Member or FactKind.Index or FactKind.ObjectPattern or FactKind.ArrayPattern ? pattern : throw Unexpected();
    }

    private FactNode PatternOrDefault()
    {
        var first = _at;
        var pattern = Pattern();
        return Skip(ScriptTokenKind.Assign) ? Make(FactKind.DefaultPattern, first, pattern, Assignment()) : pattern;
    }

    private FactNode Rest()
    {
        var first = _at++;
        return Make(FactKind.Rest, first, Pattern());
    }

    private FactNode ObjectPattern()
    {
        var first = _at++;
        var from = _made.Count;
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            _made.Add(Is(ScriptTokenKind.Ellipsis) ? Rest() : Part());
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseBrace))
            {
                throw Unexpected();
            }
        }

        return Make(FactKind.ObjectPattern, first, Taken(from));
    }

    private FactNode Part()
    {
        var first = _at;
        if (Is(ScriptTokenKind.Name) && _tokens[first + 1].Kind is ScriptTokenKind.Comma or ScriptTokenKind.CloseBrace)
        {
            var name = Text(_at++);
            return Make(FactKind.Property, first, name, FactFlags.None, Make(FactKind.Name, first, name));
        }

        if (Is(ScriptTokenKind.Name) && _tokens[first + 1].Kind == ScriptTokenKind.Assign)
        {
            var name = Text(first);
            _at += 2;
            return Make(FactKind.Property, first, name, FactFlags.None, Make(FactKind.DefaultPattern, first, Make(FactKind.Name, first, name), Assignment()));
        }

        var (key, computed) = Key();
        Expect(ScriptTokenKind.Colon);
        return Make(FactKind.Property, first, key, FactFlags.None, PatternOrDefault(), computed);
    }

    /// <summary>Holes count, but for those at the end.</summary>
    private FactNode ArrayPattern()
    {
        var first = _at++;
        var from = _made.Count;
        var holes = 0;
        while (!Skip(ScriptTokenKind.CloseBracket))
        {
            if (Skip(ScriptTokenKind.Comma))
            {
                holes++;
                continue;
            }

            for (; holes > 0; holes--)
            {
                _made.Add(FactNode.Absent);
            }

            _made.Add(Is(ScriptTokenKind.Ellipsis) ? Rest() : PatternOrDefault());
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseBracket))
            {
                throw Unexpected();
            }
        }

        return Make(FactKind.ArrayPattern, first, Taken(from));
    }
}
