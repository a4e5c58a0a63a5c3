using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Names, literals, and what stands in brackets.</content>
internal sealed partial class ScriptParser
{
    private FactNode Primary()
    {
        var first = _at;
        switch (Token.Kind)
        {
            case ScriptTokenKind.Name:
                return IsAsyncFunction() ? Function() : Make(FactKind.Name, _at, Text(_at++));
            case ScriptTokenKind.Keyword:
                return Word(first);
            case ScriptTokenKind.Number:
                _at++;
                return Make(FactKind.Number, first, Text(first).Replace("_", "", StringComparison.Ordinal));
            case ScriptTokenKind.String:
                _at++;
                return Make(FactKind.String, first, StringText(first));
            case ScriptTokenKind.Regex:
                _at++;
                return Make(FactKind.Regex, first, Text(first));
            case ScriptTokenKind.Template or ScriptTokenKind.TemplateHead:
                return Template();
            case ScriptTokenKind.OpenBracket:
                return Make(FactKind.Array, first, Items(ScriptTokenKind.CloseBracket, null));
            case ScriptTokenKind.OpenBrace:
                return Object();
            case ScriptTokenKind.OpenParenthesis:
                _at++;
                var value = Inside();
                Expect(ScriptTokenKind.CloseParenthesis);
                return value;
            default:
                throw Unexpected();
        }
    }

    private FactNode Word(int first)
    {
        var kind = Token.Word switch
        {
            ScriptWord.This => FactKind.This,
            ScriptWord.Super => FactKind.Super,
            ScriptWord.Null => FactKind.Null,
            ScriptWord.True => FactKind.True,
            ScriptWord.False => FactKind.False,
            _ => FactKind.Absent,
        };
        if (kind != FactKind.Absent)
        {
            _at++;
            return Make(kind, first);
        }

        switch (Token.Word)
        {
            case ScriptWord.Function:
                return Function();
            case ScriptWord.Class:
                return Class();
            case ScriptWord.Import when _tokens[first + 1].Kind == ScriptTokenKind.OpenParenthesis:
                // What is called so is no value; its call knows.
                _at++;
                return FactNode.Absent;
            case ScriptWord.Import when _tokens[first + 1].Kind == ScriptTokenKind.Dot && Bytes(first + 2).SequenceEqual("meta"u8):
                _at += 3;
                return Make(FactKind.Name, first, "import.meta");
            default:
                throw Unexpected();
        }
    }

    private FactNode Template()
    {
        var first = _at;
        var from = _made.Count;
        var before = _withoutIn;
        _withoutIn = 0;
        while (true)
        {
            ref readonly var token = ref _tokens[_at++];
            var isLast = token.Kind is ScriptTokenKind.Template or ScriptTokenKind.TemplateTail;
            var bytes = _source.AsSpan(token.Start + 1, token.End - token.Start - (isLast ? 2 : 3));
            if (bytes.Length > 0)
            {
                _made.Add(Make(FactKind.String, first, Lowering.EcmaText.Unescape(_texts.Of(bytes), template: true)));
            }

            if (isLast)
            {
                _withoutIn = before;
                return Make(FactKind.Template, first, Taken(from));
            }

            _made.Add(Expression());
            if (Token.Kind is not (ScriptTokenKind.TemplateMiddle or ScriptTokenKind.TemplateTail))
            {
                throw Unexpected();
            }
        }
    }

    private FactNode Object()
    {
        var first = _at++;
        var before = _withoutIn;
        _withoutIn = 0;
        var from = _made.Count;
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            _made.Add(Is(ScriptTokenKind.Ellipsis) ? Item() : Property());
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseBrace))
            {
                throw Unexpected();
            }
        }

        _withoutIn = before;
        return Make(FactKind.Object, first, Taken(from));
    }

    private FactNode Property()
    {
        var first = _at;
        if (Is(ScriptTokenKind.Name) && _tokens[first + 1].Kind is ScriptTokenKind.Comma or ScriptTokenKind.CloseBrace)
        {
            var name = Text(_at++);
            return Make(FactKind.Property, first, name, FactFlags.None, Make(FactKind.Name, first, name));
        }

        if (MethodOrNull(first, FactFlags.None) is { } method)
        {
            return method;
        }

        var (key, computed) = Key();
        Expect(ScriptTokenKind.Colon);
        return Make(FactKind.Property, first, key, FactFlags.None, Assignment(), computed);
    }

    /// <summary>The key of a member: its text, null where it is computed, and then the expression.</summary>
    private (string? Key, FactNode Computed) Key()
    {
        switch (Token.Kind)
        {
            case ScriptTokenKind.Name or ScriptTokenKind.Keyword or ScriptTokenKind.Number or ScriptTokenKind.PrivateName:
                return (Text(_at++), FactNode.Absent);
            case ScriptTokenKind.String:
                return (StringText(_at++), FactNode.Absent);
            case ScriptTokenKind.OpenBracket:
                _at++;
                var computed = Inside();
                Expect(ScriptTokenKind.CloseBracket);
                return (null, computed);
            default:
                throw Unexpected();
        }
    }

    /// <summary>Where a key ends that begins at a token.</summary>
    private int AfterKey(int at) => _tokens[at].Kind switch
    {
        ScriptTokenKind.OpenBracket => _tokens[at].Match + 1,
        ScriptTokenKind.Name or ScriptTokenKind.Keyword or ScriptTokenKind.Number or ScriptTokenKind.PrivateName or ScriptTokenKind.String => at + 1,
        _ => at,
    };
}
