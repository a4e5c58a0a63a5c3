using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Imports and exports.</content>
internal sealed partial class ScriptParser
{
    private FactNode Import()
    {
        var first = _at++;
        var from = _made.Count;
        if (!Is(ScriptTokenKind.String))
        {
            if (Is(ScriptTokenKind.Name))
            {
                _made.Add(Make(FactKind.ImportName, _at, "default", FactFlags.None, Name()));
                Skip(ScriptTokenKind.Comma);
            }

            if (Is(ScriptTokenKind.Star))
            {
                var star = _at++;
                _at += IsWord(ScriptWord.As) ? 1 : throw Unexpected();
                _made.Add(Make(FactKind.ImportName, star, "*", FactFlags.None, Name()));
            }
            else if (Skip(ScriptTokenKind.OpenBrace))
            {
                ImportedNames();
            }

            _at += IsWord(ScriptWord.From) ? 1 : throw Unexpected();
        }

        var module = Module();
        EndStatement();
        _facts.AddImport(module);
        return Make(FactKind.Import, first, module, FactFlags.None, Taken(from));
    }

    private FactNode Name() => Is(ScriptTokenKind.Name) ? Make(FactKind.Name, _at, Text(_at++)) : throw Unexpected();

    private void ImportedNames()
    {
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            var first = _at;
            var outside = ModuleName();
            var inside = SkipWord(ScriptWord.As) ? Name() : Make(FactKind.Name, first, outside);
            _made.Add(Make(FactKind.ImportName, first, outside, FactFlags.None, inside));
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseBrace))
            {
                throw Unexpected();
            }
        }
    }

    private string ModuleName() => Token.Kind switch
    {
        ScriptTokenKind.String => StringText(_at++),
        ScriptTokenKind.Name or ScriptTokenKind.Keyword => Text(_at++),
        _ => throw Unexpected(),
    };

    /// <summary>The module, and what is asked of it (<c>with { type: "json" }</c>), which is left out.</summary>
    private string Module()
    {
        var module = Is(ScriptTokenKind.String) ? StringText(_at++) : throw Unexpected();
        if (IsWord(ScriptWord.With) && _tokens[_at + 1].Kind == ScriptTokenKind.OpenBrace)
        {
            _at = _tokens[_at + 1].Match + 1;
        }

        return module;
    }

    private FactNode Export()
    {
        var first = _at++;
        if (SkipWord(ScriptWord.Default))
        {
            if (IsWord(ScriptWord.Function) || IsWord(ScriptWord.Class) || IsAsyncFunction())
            {
                return Make(FactKind.Export, first, null, FactFlags.Default, IsWord(ScriptWord.Class) ? Class() : Function());
            }

            var value = Assignment();
            EndStatement();
            return Make(FactKind.Export, first, null, FactFlags.Default, value);
        }

        if (!Is(ScriptTokenKind.Star) && !Is(ScriptTokenKind.OpenBrace))
        {
            return Token.Word is ScriptWord.Var or ScriptWord.Const or ScriptWord.Let or ScriptWord.Function or ScriptWord.Class or ScriptWord.Async
                ? Make(FactKind.Export, first, null, FactFlags.None, Statement())
                : throw Unexpected();
        }

        var from = _made.Count;
        var star = _at;
        if (Skip(ScriptTokenKind.OpenBrace))
        {
            ExportedNames();
        }
        else
        {
            _at++;
            _made.Add(SkipWord(ScriptWord.As)
                ? Make(FactKind.ExportName, star, ModuleName(), FactFlags.None, Make(FactKind.Name, star, "*"))
                : Make(FactKind.ExportName, star, "*", FactFlags.None, Make(FactKind.Name, star, "*")));
        }

        var module = SkipWord(ScriptWord.From) ? Module() : null;
        EndStatement();
        _facts.AddImport(module);
        return _made.Count > from || module is not null ? Make(FactKind.ExportNames, first, module, FactFlags.None, Taken(from)) : FactNode.Absent;
    }

    private void ExportedNames()
    {
        while (!Skip(ScriptTokenKind.CloseBrace))
        {
            var first = _at;
            var inside = ModuleName();
            var outside = SkipWord(ScriptWord.As) ? ModuleName() : inside;
            _made.Add(Make(FactKind.ExportName, first, outside, FactFlags.None, Make(FactKind.Name, first, inside)));
            if (!Skip(ScriptTokenKind.Comma) && !Is(ScriptTokenKind.CloseBrace))
            {
                throw Unexpected();
            }
        }
    }
}
