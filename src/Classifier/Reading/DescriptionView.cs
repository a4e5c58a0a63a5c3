using System.Runtime.CompilerServices;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>A description, split into thoughts, with the one that says what the tool does.</summary>
internal sealed class DescriptionView
{
    private const int MaxClauses = 40;

    [ThreadStatic]
    private static List<Clause>? ofThread;

    private DescriptionView(TextField field, Clause[] clauses, int main, int argsFrom)
    {
        Field = field;
        Clauses = clauses;
        Main = main;
        ArgumentsFrom = argsFrom;
        LeadSenses = Lead is { } lead ? lead.Senses : Senses.None;
    }

    /// <summary>The text.</summary>
    public TextField Field { get; }

    /// <summary>Its thoughts in order, up to where it lists arguments.</summary>
    public Clause[] Clauses { get; }

    /// <summary>The index of the first thought that starts with a verb, or -1.</summary>
    public int Main { get; }

    /// <summary>The index of the first token that describes arguments or answers, not the tool.</summary>
    public int ArgumentsFrom { get; }

    /// <summary>The token of the main verb, or null.</summary>
    public Token? Lead => Main >= 0 && !Clauses[Main].Negated ? Field.Tokens[Clauses[Main].Lead] : null;

    /// <summary>What the main verb may mean; none where there is none. Half of the signals ask for it.</summary>
    public Senses LeadSenses { get; }

    /// <summary>Reads a description.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DescriptionView Of(TextField field)
    {
        var tokens = field.Tokens;
        var args = FindArguments(field);
        var clauses = ofThread ??= [];
        clauses.Clear();
        var sentence = -1;
        var first = 0;
        while (first < args && clauses.Count < MaxClauses)
        {
            sentence += tokens[first].Before == Gap.Sentence ? 1 : 0;
            var end = first + 1;
            while (end < args && tokens[end].Before < Gap.Thought)
            {
                end++;
            }

            var (lead, negated) = FindLead(tokens, first, end);
            clauses.Add(new Clause(first, end, lead, Math.Max(sentence, 0), negated));
            first = end;
        }

        var main = clauses.FindIndex(static c => c is { Lead: >= 0, Negated: false });
        return new DescriptionView(field, [.. clauses], main, args);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Lead, bool Negated) FindLead(Token[] tokens, int first, int end)
    {
        var negated = false;
        for (var i = first; i < end; i++)
        {
            var token = tokens[i];
            negated |= token.Is(Senses.Negation);
            if (token.Identifier)
            {
                return (-1, false);
            }

            if (token.Is(Senses.AnyVerb) && !token.Is(Senses.Filler))
            {
                return (i, negated);
            }

            if (token.Is(Senses.AnyVerb) && IsActingFiller(tokens, i, first, end))
            {
                return (i, negated);
            }

            if (!token.Is(Senses.Filler | Senses.Negation | Senses.Hard) && !IsAdverb(tokens, i))
            {
                return (-1, false);
            }
        }

        return (-1, false);
    }

    // `Get`, `Post`, `Request` and others of the fillers are the verb where they open the thought, or follow `to`.
    private static bool IsActingFiller(Token[] tokens, int i, int first, int end) =>
        i == first && i + 1 < end && !tokens[i].Is(Senses.Multi) && tokens[i].Is(Senses.Read | Senses.Write | Senses.Delete | Senses.Run) && tokens[i + 1].Length < 20
        && !(tokens[i].Is(Senses.Run) && tokens[i + 1].Length is 2 or 4);

    private static bool IsAdverb(Token[] tokens, int i) => tokens[i].Senses == Senses.None && tokens[i].Length is > 5 and < 16 && i == 0;

    private static int FindArguments(TextField field)
    {
        var tokens = field.Tokens;
        for (var i = 1; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.Is(Senses.ArgSection) && !token.Identifier && char.IsUpper(field.Text[token.Start]) && FollowedByColon(field.Text, token.End) && token.Before != Gap.Glued)
            {
                return i;
            }
        }

        return tokens.Length;
    }

    private static bool FollowedByColon(string text, int at) => at < text.Length && (text[at] == ':' || (text[at] is '*' or '\n' && text.AsSpan(at, Math.Min(3, text.Length - at)).IndexOfAny(':', '-') >= 0));
}
