using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>One string of a definition, split into words once.</summary>
internal sealed class TextField
{
    private readonly string _parent;
    private readonly string _last;
    private string? _pointer;

    private TextField(string parent, string last, string text, Token[] tokens, Vocabulary vocabulary)
    {
        _parent = parent;
        _last = last;
        Text = text;
        Tokens = tokens;
        foreach (ref readonly var token in tokens.AsSpan())
        {
            Senses |= token.Senses;
        }

        Phrases = (Senses & Senses.PhraseStart) == Senses.None ? [] : PhraseFinder.Find(text, tokens, vocabulary);
    }

    /// <summary>The JSON Pointer to it. Put together when it is first asked for, for most strings are never quoted.</summary>
    public string Pointer => _pointer ??= _parent + _last;

    /// <summary>As the definition has it.</summary>
    public string Text { get; }

    /// <summary>Its words in order.</summary>
    public Token[] Tokens { get; }

    /// <summary>The phrases in it, by their place.</summary>
    public PhraseHit[] Phrases { get; }

    /// <summary>All senses of all its words.</summary>
    public Senses Senses { get; }

    /// <summary>True where a part was not read, or where it has characters that people cannot see: a person should look.</summary>
    public bool IsDoubtful => Text.Length > Tokenizer.MaxLength || Invisible.IsIn(Text);

    /// <summary>Reads a string.</summary>
    /// <param name="parent">The JSON Pointer to what it stands in.</param>
    /// <param name="last">The rest of its own, with the slash.</param>
    /// <param name="text">The string.</param>
    /// <param name="vocabulary">The words that are known.</param>
    public static TextField Of(string parent, string last, string text, Vocabulary vocabulary)
    {
        var tokens = Tokenizer.Split(text, vocabulary);
        return new TextField(parent, last, text, tokens, vocabulary);
    }

    /// <summary>The words of a token as written.</summary>
    public ReadOnlySpan<char> WordOf(Token token) => Text.AsSpan(token.Start, token.Length);

    /// <summary>The first phrase of a kind, or null.</summary>
    public PhraseHit? FirstOrNull(PhraseKind kind)
    {
        foreach (var hit in Phrases)
        {
            if (hit.Kind == kind)
            {
                return hit;
            }
        }

        return null;
    }
}
