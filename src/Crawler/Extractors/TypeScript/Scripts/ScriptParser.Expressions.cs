using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Expressions, from the loosest to the tightest.</content>
internal sealed partial class ScriptParser
{
    /// <summary>Above 0 in the head of a loop, where <c>in</c> ends an expression; brackets set it to 0 inside of them.</summary>
    private int _withoutIn;

    /// <summary>One expression or several with commas between.</summary>
    private FactNode Expression()
    {
        var first = _at;
        var value = Assignment();
        if (!Is(ScriptTokenKind.Comma))
        {
            return value;
        }

        var from = _made.Count;
        _made.Add(value);
        while (Skip(ScriptTokenKind.Comma))
        {
            _made.Add(Assignment());
        }

        return Make(FactKind.Sequence, first, Taken(from));
    }

    /// <summary>An expression inside of brackets.</summary>
    private FactNode Inside()
    {
        var before = _withoutIn;
        _withoutIn = 0;
        var value = Expression();
        _withoutIn = before;
        return value;
    }

    private FactNode Assignment()
    {
        Enter();
        var value = AssignmentAtDepth();
        Leave();
        return value;
    }

    private FactNode AssignmentAtDepth()
    {
        var first = _at;
        if (IsArrow())
        {
            return Arrow();
        }

        if (IsWord(ScriptWord.Yield))
        {
            return Yield();
        }

        if (Is(ScriptTokenKind.OpenBrace) || Is(ScriptTokenKind.OpenBracket))
        {
            if (_tokens[Token.Match + 1].Kind == ScriptTokenKind.Assign)
            {
                var pattern = Pattern();
                _at++;
                return Make(FactKind.Assign, first, "=", FactFlags.None, pattern, Assignment());
            }
        }

        var value = Binary(0);
        switch (Token.Kind)
        {
            case ScriptTokenKind.Question:
                var text = Excerpt(first, _at++ - 1);
                var before = _withoutIn;
                _withoutIn = 0;
                var then = Assignment();
                _withoutIn = before;
                Expect(ScriptTokenKind.Colon);
                return Make(FactKind.Conditional, first, text, FactFlags.None, value, then, Assignment());
            case ScriptTokenKind.Assign or ScriptTokenKind.CompoundAssign when value.Kind is FactKind.Name or FactKind.Member or FactKind.Index:
                var operation = Text(_at++);
                return Make(FactKind.Assign, first, operation, FactFlags.None, value, Assignment());
            default:
                return value;
        }
    }

    private FactNode Yield()
    {
        var first = _at++;
        var isAll = Skip(ScriptTokenKind.Star);
        var isBare = !isAll && (Token.AfterLine || Token.Kind is ScriptTokenKind.Semicolon or ScriptTokenKind.CloseBrace or ScriptTokenKind.CloseBracket or ScriptTokenKind.CloseParenthesis or ScriptTokenKind.Comma or ScriptTokenKind.Colon or ScriptTokenKind.End or ScriptTokenKind.TemplateMiddle or ScriptTokenKind.TemplateTail);
        return Make(FactKind.Yield, first, isBare ? FactNode.Absent : Assignment());
    }

    /// <summary>Operands with operators between that bind tighter than what stands before. Chains of one operator become one node, as the grammar's lowering has it.</summary>
    private FactNode Binary(int loosest)
    {
        var first = _at;
        var value = Unary();
        var levels = 0;
        string? pending = null;
        List<FactNode>? operands = null;
        while (Token.Precedence > loosest && !(_withoutIn > 0 && IsWord(ScriptWord.In)))
        {
            var precedence = Token.Precedence;
            var operation = Text(_at++);
            if (operands is not null && pending == operation && operation is "+" or "||" or "&&" or "??")
            {
                operands!.Add(Binary(precedence));
                continue;
            }

            if (operands is not null)
            {
                value = Make(FactKind.Binary, first, pending, FactFlags.None, [.. operands]);
                Enter();
                levels++;
            }

            pending = operation;

            // Powers are taken from the right.
            operands = [value, Binary(precedence == 12 ? 11 : precedence)];
        }

        Leave(levels);
        return operands is null ? value : Make(FactKind.Binary, first, pending, FactFlags.None, [.. operands]);
    }

    private FactNode Unary()
    {
        var first = _at;
        switch (Token.Kind)
        {
            case ScriptTokenKind.Prefix or ScriptTokenKind.Sign:
            case ScriptTokenKind.Keyword when Token.Word is ScriptWord.Typeof or ScriptWord.Void or ScriptWord.Delete:
                _at++;
                return Make(FactKind.Unary, first, Text(first), FactFlags.None, Operand());
            case ScriptTokenKind.Step:
                _at++;
                return Make(FactKind.Assign, first, Text(first), FactFlags.None, Operand(), FactNode.Absent);
            case ScriptTokenKind.Name when IsWord(ScriptWord.Await):
                _at++;
                return Make(FactKind.Await, first, Operand());
            case ScriptTokenKind.PrivateName when _tokens[first + 1].Word == ScriptWord.In:
                _at++;
                return Make(FactKind.Opaque, first, Text(first));
            default:
                var value = Chain();
                return Is(ScriptTokenKind.Step) && !Token.AfterLine ? Make(FactKind.Assign, first, Text(_at++), FactFlags.None, value, FactNode.Absent) : value;
        }
    }

    private FactNode Operand()
    {
        Enter();
        var value = Unary();
        Leave();
        return value;
    }

    /// <summary>A value with members, indices and calls after it.</summary>
    private FactNode Chain()
    {
        var first = _at;
        var value = IsWord(ScriptWord.New) ? New() : Primary();
        var levels = 0;
        while (true)
        {
            var flags = Is(ScriptTokenKind.OptionalDot) ? FactFlags.Optional : FactFlags.None;
            if (flags != FactFlags.None)
            {
                _at++;
            }

            switch (Token.Kind)
            {
                case ScriptTokenKind.Dot when flags == FactFlags.None:
                    _at++;
                    value = Make(FactKind.Member, first, MemberName(), flags, value);
                    break;
                case ScriptTokenKind.Name or ScriptTokenKind.PrivateName when flags != FactFlags.None:
                    value = Make(FactKind.Member, first, MemberName(), flags, value);
                    break;
                case ScriptTokenKind.OpenBracket:
                    _at++;
                    value = Make(FactKind.Index, first, null, flags, value, Inside());
                    Expect(ScriptTokenKind.CloseBracket);
                    break;
                case ScriptTokenKind.OpenParenthesis:
                    value = Call(first, flags, value);
                    break;
                case ScriptTokenKind.Template or ScriptTokenKind.TemplateHead when flags == FactFlags.None:
                    value = Make(FactKind.TaggedTemplate, first, value, Template());
                    break;
                default:
                    Leave(levels);
                    return flags == FactFlags.None ? value : throw Unexpected();
            }

            Enter();
            levels++;
        }
    }

    private string MemberName() => Token.Kind is ScriptTokenKind.Name or ScriptTokenKind.PrivateName ? Text(_at++) : throw Unexpected();

    private FactNode Call(int first, FactFlags flags, FactNode callee)
    {
        var isNamed = first == _at - 1;
        var items = Items(ScriptTokenKind.CloseParenthesis, callee);
        if (isNamed && _tokens[first].Word == ScriptWord.Import)
        {
            _facts.AddImport(items.Length > 1 ? Constant(items[1]) : null);
            return Make(FactKind.ImportCall, first, items.Length > 1 ? items[1] : FactNode.Absent);
        }

        if (isNamed && callee is { Kind: FactKind.Name, Text: "require" } && items.Length == 2)
        {
            _facts.AddImport(Constant(items[1]));
        }

        return Make(FactKind.Call, first, null, flags, items);
    }

    private static string? Constant(FactNode node) =>
        node.Kind == FactKind.String ? node.Text : node is { Kind: FactKind.Template, Children: [{ Kind: FactKind.String } only] } ? only.Text : null;

    private FactNode New()
    {
        var first = _at++;
        if (Skip(ScriptTokenKind.Dot))
        {
            return Make(FactKind.Name, first, Is(ScriptTokenKind.Name) && Bytes(_at++).SequenceEqual("target"u8) ? "new.target" : throw Unexpected());
        }

        Enter();
        var at = _at;
        var type = IsWord(ScriptWord.New) ? New() : Primary();
        var levels = 0;
        while (Is(ScriptTokenKind.Dot) || Is(ScriptTokenKind.OpenBracket))
        {
            if (Skip(ScriptTokenKind.Dot))
            {
                type = Make(FactKind.Member, at, MemberName(), FactFlags.None, type);
            }
            else
            {
                _at++;
                type = Make(FactKind.Index, at, null, FactFlags.None, type, Inside());
                Expect(ScriptTokenKind.CloseBracket);
            }

            Enter();
            levels++;
        }

        Leave(levels + 1);
        return Make(FactKind.New, first, Is(ScriptTokenKind.OpenParenthesis) ? Items(ScriptTokenKind.CloseParenthesis, type) : [type]);
    }

    /// <summary>The values in brackets, with another one before them; what is left out between two commas counts for nothing.</summary>
    private FactNode[] Items(ScriptTokenKind close, FactNode? before)
    {
        var outside = _withoutIn;
        _withoutIn = 0;
        _at++;
        var from = _made.Count;
        if (before is not null)
        {
            _made.Add(before);
        }

        while (!Skip(close))
        {
            if (Skip(ScriptTokenKind.Comma))
            {
                continue;
            }

            _made.Add(Item());
            if (!Is(ScriptTokenKind.Comma) && !Is(close))
            {
                throw Unexpected();
            }
        }

        _withoutIn = outside;
        return Taken(from);
    }

    private FactNode Item()
    {
        var first = _at;
        return Skip(ScriptTokenKind.Ellipsis) ? Make(FactKind.Spread, first, Assignment()) : Assignment();
    }
}
