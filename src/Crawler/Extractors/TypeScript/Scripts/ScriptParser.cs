using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>
/// Parses sound JavaScript into the facts that <see cref="Lowering.EcmaWalk"/> makes of it, several times faster than a grammar and a tree would: bundles are megabytes, and nearly all of them is sound.
/// One pass over the tokens, nothing is read twice but targets of assignments, so that the work is linear in the length of the file; what is not understood is refused as a whole.
/// This part: the file, and what all others use.
/// </summary>
internal sealed partial class ScriptParser
{
    /// <summary>The deepest nesting; the grammar knows what to do with more.</summary>
    private const int Deepest = FactLimits.Depth - 100;

    private readonly byte[] _source;
    private readonly ScriptToken[] _tokens;
    private readonly SourcePlaces _places;
    private readonly SharedTexts _texts;
    private readonly FactBuilder _facts;
    private readonly ScriptBodies _bodies;
    private readonly List<(int First, int Last)> _left = [];

    /// <summary>What was made and not taken yet by what holds it.</summary>
    private readonly List<FactNode> _made = [];
    private int _at;
    private int _depth;

    private ScriptParser(byte[] source, int start, int length, ScriptToken[] tokens, SharedTexts texts, ScriptBodies bodies, CancellationToken cancellationToken)
    {
        _source = source;
        _tokens = tokens;
        _places = new SourcePlaces(source, start, length);
        _texts = texts;
        _bodies = bodies;
        _facts = new FactBuilder(cancellationToken);
    }

    private ref readonly ScriptToken Token => ref _tokens[_at];

    /// <summary>The facts of a file, or of the inside of a function's body; what is imported in the bodies that were left out comes last.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">Its length, bytes.</param>
    /// <param name="texts">The texts of the file.</param>
    /// <param name="bodies">Which bodies are left out, and what stands for them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScriptRefusal">It is not sound, or too rare.</exception>
    /// <exception cref="InvalidDataException">There are more facts than are kept.</exception>
    public static FileFacts Parse(byte[] source, int start, int length, SharedTexts texts, ScriptBodies bodies, CancellationToken cancellationToken)
    {
        using var tokens = ScriptTokens.Read(source, start, length);
        var parser = new ScriptParser(source, start, length, tokens.All, texts, bodies, cancellationToken);
        var (line, column) = parser.Start(start, length);
        while (parser.Token.Kind != ScriptTokenKind.End)
        {
            parser.AddStatement();
        }

        parser.ImportsInBodies();
        return parser._facts.Finish(parser._facts.Make(FactKind.Block, line, column, null, FactFlags.None, parser.Taken(0)));
    }

    private ScriptRefusal Unexpected() => new($"the token at {Token.Start} stands where none of its kind does");

    private void Enter()
    {
        if (++_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ScriptRefusal("it nests too deeply");
        }
    }

    private void Leave(int levels = 1) => _depth -= levels;

    private (int Line, int Column) Place(int token)
    {
        ref readonly var first = ref _tokens[token];
        return _bodies.Place(first.Row, _places.Column(first.Row, first.Start));
    }

    /// <summary>Where the file begins, comments included.</summary>
    private (int Line, int Column) Start(int start, int length)
    {
        var first = _source.AsSpan(start, length).IndexOfAnyExcept(" \t\r\n"u8);
        var row = first < 0 ? 0 : _places.RowOf(start + first);
        return _bodies.Place(row, first < 0 ? 1 : _places.Column(row, start + first));
    }

    private FactNode Make(FactKind kind, int token, string? text, FactFlags flags, params FactNode[] children)
    {
        var (line, column) = Place(token);
        return _facts.Make(kind, line, column, text, flags, children);
    }

    private FactNode Make(FactKind kind, int token, string? text) => Make(kind, token, text, FactFlags.None, []);

    private FactNode Make(FactKind kind, int token, params FactNode[] children) => Make(kind, token, null, FactFlags.None, children);

    /// <summary>What was made from a place on.</summary>
    private FactNode[] Taken(int from)
    {
        var taken = CollectionsMarshal.AsSpan(_made)[from..].ToArray();
        _made.RemoveRange(from, taken.Length);
        return taken;
    }

    private ReadOnlySpan<byte> Bytes(int token) => _source.AsSpan(_tokens[token].Start, _tokens[token].End - _tokens[token].Start);

    private string Text(int token) => _texts.Of(Bytes(token));

    /// <summary>What stands between the quotes of a text.</summary>
    private string StringText(int token) => Lowering.EcmaText.Unescape(_texts.Of(Bytes(token)[1..^1]), template: false);

    /// <summary>The first characters of what stands between two tokens, both included.</summary>
    private string Excerpt(int first, int last)
    {
        var start = _tokens[first].Start;
        var text = _texts.Of(_source.AsSpan(start, Math.Min(_tokens[last].End - start, FactBuilder.LongestExcerpt * 4)));
        return text.Length > FactBuilder.LongestExcerpt ? text[..FactBuilder.LongestExcerpt] : text;
    }

    private bool Is(ScriptTokenKind kind) => Token.Kind == kind;

    private bool IsWord(ScriptWord word) => Token.Word == word;

    private bool Skip(ScriptTokenKind kind)
    {
        var isThere = Token.Kind == kind;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private bool SkipWord(ScriptWord word)
    {
        var isThere = Token.Word == word;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(ScriptTokenKind kind)
    {
        if (!Skip(kind))
        {
            throw Unexpected();
        }
    }

    /// <summary>A statement ends: by a semicolon, before a brace, at the end of a line or of the file.</summary>
    private void EndStatement()
    {
        if (!Skip(ScriptTokenKind.Semicolon) && !Is(ScriptTokenKind.CloseBrace) && !Is(ScriptTokenKind.End) && !Token.AfterLine)
        {
            throw Unexpected();
        }
    }

    /// <summary>Modules that are named as constants in the bodies that were left out: <c>require("x")</c>, <c>import("x")</c>.</summary>
    private void ImportsInBodies()
    {
        foreach (var (first, last) in _left)
        {
            for (var i = first; i < last - 2; i++)
            {
                ref readonly var token = ref _tokens[i];
                if (_tokens[i + 1].Kind == ScriptTokenKind.OpenParenthesis && _tokens[i + 2].Kind is ScriptTokenKind.String or ScriptTokenKind.Template
                    && (token.Word == ScriptWord.Import || (token.Kind == ScriptTokenKind.Name && Bytes(i).SequenceEqual("require"u8) && _tokens[i - 1].Kind is not (ScriptTokenKind.Dot or ScriptTokenKind.OptionalDot))))
                {
                    _facts.AddImport(StringText(i + 2));
                }
            }
        }
    }
}
