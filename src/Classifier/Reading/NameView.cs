using System.Collections.Frozen;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>The tool's name and the verb in it that says what the tool does.</summary>
internal sealed class NameView
{
    private const int LongestClass = 6;

    private static readonly FrozenSet<string> ClassWords =
        new[] { "provider", "controller", "service", "api", "client", "manager", "handler", "toolkit", "plugin", "module", "resource" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private NameView(TextField field, int prefix, int action, NamePlace place)
    {
        Field = field;
        Prefix = prefix;
        Action = action;
        Place = place;
    }

    /// <summary>The name.</summary>
    public TextField Field { get; }

    /// <summary>How many words at its front most of its siblings share: a product, not an action.</summary>
    public int Prefix { get; }

    /// <summary>The index of the verb, or -1 where there is none.</summary>
    public int Action { get; }

    /// <summary>Where the verb stands.</summary>
    public NamePlace Place { get; }

    /// <summary>Reads a name beside the names of its siblings.</summary>
    public static NameView Of(TextField field, TextField[] siblings)
    {
        var prefix = SharedPrefix(field, siblings);
        var (action, place) = FindAction(field, prefix);
        return new NameView(field, prefix, action, place);
    }

    private static (int Action, NamePlace Place) FindAction(TextField field, int prefix)
    {
        var tokens = field.Tokens;
        if (tokens.Length == 0)
        {
            return (-1, NamePlace.None);
        }

        var last = tokens.Length - 1;
        if (prefix <= last && IsPlainVerb(tokens[prefix]))
        {
            return (prefix, NamePlace.Head);
        }

        // `list_refunds` lists: behind a verb that reads, what could be a verb too is a thing.
        if (prefix < last && tokens[prefix].Is(Senses.Read) && (!IsPlainVerb(tokens[last]) || tokens[last].Is(Senses.ThirdPerson)))
        {
            return (prefix, NamePlace.Head);
        }

        if (last > prefix && IsPlainVerb(tokens[last]))
        {
            return (last, NamePlace.Tail);
        }

        for (var i = prefix; i < last; i++)
        {
            if (IsPlainVerb(tokens[i]))
            {
                return (i, NamePlace.Inner);
            }
        }

        // `order_list` lists, though an order could be given too.
        for (var i = prefix + 1; i <= last; i++)
        {
            if (field.WordOf(tokens[i]) is var word && (word.Equals("list", StringComparison.OrdinalIgnoreCase) || word.Equals("search", StringComparison.OrdinalIgnoreCase)))
            {
                return (i, NamePlace.Head);
            }
        }

        // A word that is as often a noun is a verb at the front, and at the end only where the front is none and it is no plural: `vault_transfers` moves nothing.
        if (prefix <= last && tokens[prefix].Is(Senses.AnyVerb))
        {
            return (prefix, last == prefix ? NamePlace.Alone : NamePlace.Head);
        }

        return tokens[last].Is(Senses.AnyVerb) && !tokens[last].Is(Senses.ThirdPerson) ? (last, NamePlace.Tail) : (-1, NamePlace.None);
    }

    // `ThingsController_removeThing`: a class and its method. The class is no act, whatever verbs are in its name.
    private static int NamespaceOf(TextField field)
    {
        for (var i = 1; i + 1 < field.Tokens.Length && i <= LongestClass; i++)
        {
            if (field.Text[field.Tokens[i].End] is '_' or '.' or '-')
            {
                return ClassWords.Contains(field.WordOf(field.Tokens[i]).ToString()) && field.Text.AsSpan(0, field.Tokens[i].End).IndexOfAny("_.-") < 0 ? i + 1 : 0;
            }
        }

        return 0;
    }

    private static bool IsPlainVerb(Token token) => token.Is(Senses.AnyVerb) && !token.Is(Senses.NounVerb);

    private static int SharedPrefix(TextField field, TextField[] siblings)
    {
        if (NamespaceOf(field) is > 0 and var within)
        {
            return within;
        }

        if (siblings.Length < 3 || field.Tokens.Length < 2)
        {
            return 0;
        }

        var prefix = 0;
        while (prefix < Math.Min(3, field.Tokens.Length - 1) && !IsPlainVerb(field.Tokens[prefix]))
        {
            var start = field.Text.AsSpan(0, field.Tokens[prefix].End);
            var same = 0;
            foreach (var sibling in siblings)
            {
                same += sibling.Text.AsSpan().StartsWith(start, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }

            if (same * 2 < siblings.Length)
            {
                break;
            }

            prefix++;
        }

        // `list` and the like are verbs although most tools of the server start so.
        return prefix > 0 && field.Tokens[0].Is(Senses.Read) ? 0 : prefix;
    }
}
