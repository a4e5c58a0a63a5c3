using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>One string of a definition, split into words once.</summary>
internal sealed class TextField
{
    private TextField(string pointer, string text, Token[] tokens, PhraseHit[] phrases)
    {
        Pointer = pointer;
        Text = text;
        Tokens = tokens;
        Phrases = phrases;
        Senses = tokens.Aggregate(Senses.None, static (all, token) => all | token.Senses);
    }

    /// <summary>The JSON Pointer to it.</summary>
    public string Pointer { get; }

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
    public static TextField Of(string pointer, string text, Vocabulary vocabulary)
    {
        var tokens = Tokenizer.Split(text, vocabulary);
        return new TextField(pointer, text, tokens, PhraseFinder.Find(text, tokens, vocabulary));
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
