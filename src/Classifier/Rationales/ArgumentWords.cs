using System.Buffers;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>What a caller can choose, in one sentence: the arguments that tell most, with what the author says of them; else what the definition leaves out.</summary>
internal static class ArgumentWords
{
    private const int MostArguments = 3;
    private const int LongestName = 40;
    private const int LongestWords = 60;
    private const int FewValues = 3;
    private const int LongestValue = 24;
    private const string Properties = "/inputSchema/properties/";

    private static readonly SearchValues<char> PlainLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.$");

    // The first tell most of what a call can reach.
    private static readonly (ParameterKinds Kind, string Gloss)[] Glosses =
    [
        (ParameterKinds.Command, "a command"), (ParameterKinds.Code, "code"), (ParameterKinds.Sql, "a query"), (ParameterKinds.Path, "a path"), (ParameterKinds.Url, "an address"),
        (ParameterKinds.Secret, "a secret"), (ParameterKinds.Recipient, ""), (ParameterKinds.Amount, ""), (ParameterKinds.Action, ""), (ParameterKinds.Force, ""), (ParameterKinds.DryRun, ""),
        (ParameterKinds.Agent, ""), (ParameterKinds.Device, ""), (ParameterKinds.Person, ""), (ParameterKinds.Content, ""), (ParameterKinds.Search, ""),
    ];

    /// <summary>The sentence with its full stop.</summary>
    /// <param name="tool">The definition.</param>
    /// <param name="hasSchema">True where it has a schema of arguments, be it an empty one.</param>
    /// <param name="category">What a call can do; not <see cref="Category.Unknown"/>.</param>
    /// <param name="told">What the rationale has quoted already.</param>
    public static string Sentence(ToolView tool, bool hasSchema, Category category, List<Evidence> told)
    {
        var all = OwnOf(tool.Parameters);
        var lead = tool.Description is null ? "It has no description and " : "It ";
        if (all.Count == 0)
        {
            return hasSchema && tool.Parameters.Count == 0
                ? $"{lead}takes no arguments, so {(category == Category.Read ? "every call asks for the same" : "a call cannot say what it acts on")}."
                : $"The definition {(tool.Description is null ? "has no description and " : "")}lists no arguments, so it does not say {Choice(category)}.";
        }

        var (rest, left) = (new List<ParameterView>(), 0);
        foreach (var parameter in all)
        {
            if (!IsTold(parameter, told) || !parameter.Name.Pointer.IsArgumentName())
            {
                left++;
                if (IsPlain(NameOf(parameter)))
                {
                    rest.Add(parameter);
                }
            }
        }

        rest = rest.Count < 2 ? rest : [.. rest.OrderBy(Rank).Take(MostArguments)];
        if (rest.Count == 0)
        {
            return $"{lead}takes {(all.Exists(p => !IsTold(p, told)) ? Counted(all.Count) : "no other argument")}.";
        }

        var more = left - rest.Count;
        var items = rest.Select(Item).Concat(more > 0 ? [$"{more} more"] : []).ToList();
        var list = items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";
        var bare = all.TrueForAll(static p => p.Description is null && p.Values.Count == 0) && hasSchema;
        return $"{lead}{(rest.Count + more < all.Count ? "also " : "")}takes {list}{(bare ? ", which the definition does not describe" : "")}.";
    }

    // Of several with one name the first.
    private static List<ParameterView> OwnOf(List<ParameterView> parameters)
    {
        var all = new List<ParameterView>(parameters.Count);
        foreach (var parameter in parameters)
        {
            if (IsOwn(parameter) && !all.Exists(own => NameOf(own).SequenceEqual(NameOf(parameter))))
            {
                all.Add(parameter);
            }
        }

        return all;
    }

    private static bool IsTold(ParameterView parameter, List<Evidence> told) => told.Exists(e => e.Field == parameter.Name.Pointer);

    // What the values inside of an argument are called says less than the argument itself.
    private static bool IsOwn(ParameterView parameter) =>
        !parameter.Name.Pointer.StartsWith(Properties, StringComparison.Ordinal) ? parameter.Name.Pointer == "/description" : !parameter.Name.Pointer.AsSpan(Properties.Length).Contains('/');

    private static ReadOnlySpan<char> NameOf(ParameterView parameter) => parameter.Name.Text.AsSpan(parameter.Start, parameter.Length);

    private static bool IsPlain(ReadOnlySpan<char> name) => name.Length is > 0 and <= LongestName && !name.ContainsAnyExcept(PlainLetters);

    private static int Rank(ParameterView parameter)
    {
        var at = 0;
        while (at < Glosses.Length && !parameter.Is(Glosses[at].Kind))
        {
            at++;
        }

        return at < Glosses.Length ? at : Glosses.Length + (parameter.Is(ParameterKinds.Paging) ? 1 : 0);
    }

    private static string Item(ParameterView parameter)
    {
        var kind = parameter.Values.Count > 0 ? ValuesOf(parameter.Values) : Rank(parameter) is var rank && rank < Glosses.Length ? Glosses[rank].Gloss : "";
        var words = parameter.Values.Count > 0 ? "" : WordsOf(parameter);
        var told = kind.Length == 0 ? words : words.Length == 0 ? kind : $"{kind}: {words}";
        return $"`{NameOf(parameter)}`{(told.Length == 0 ? "" : $" ({told})")}";
    }

    private static string ValuesOf(List<TextField> values) =>
        values.Count <= FewValues && values.TrueForAll(static v => v.Text.Length <= LongestValue && IsPlain(v.Text))
            ? string.Join(" or ", values.Select(static v => $"“{v.Text}”"))
            : $"one of {values.Count} values";

    // The first thought of what the author says, where that is more than the name again.
    private static string WordsOf(ParameterView parameter)
    {
        if (parameter.Description is not { Tokens.Length: > 0 } said)
        {
            return "";
        }

        var text = said.Text.AsSpan().Trim();
        var end = 0;
        while (end < text.Length && !IsEnd(text, end))
        {
            end++;
        }

        text = text[..end].TrimEnd();
        var isCut = text.Length > LongestWords;
        if (isCut)
        {
            text = text[..(text[..LongestWords].LastIndexOf(' ') is > 0 and var space ? space : 0)].TrimEnd(" ,;:-(");
        }

        return text.Length == 0 || text.IndexOfAny('`', '“', '”') >= 0 || Invisible.IsIn(said.Text) || IsSame(text, NameOf(parameter)) ? "" : $"“{text}{(isCut ? "…" : "")}”";
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int at) =>
        text[at] is '\n' or '\r' or ';' || (text[at] is '.' or ':' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])) && !(at > 1 && text[at - 2] == '.'));

    // The same letters and digits, whatever stands between.
    private static bool IsSame(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < a.Length && !char.IsLetterOrDigit(a[i]))
            {
                i++;
            }

            while (j < b.Length && !char.IsLetterOrDigit(b[j]))
            {
                j++;
            }

            if (i == a.Length || j == b.Length)
            {
                return i == a.Length && j == b.Length;
            }

            if (char.ToUpperInvariant(a[i++]) != char.ToUpperInvariant(b[j++]))
            {
                return false;
            }
        }
    }

    private static string Counted(int count) => count == 1 ? "one argument" : $"{count} arguments";

    private static string Choice(Category category) => category switch
    {
        Category.Read => "what a caller can ask for",
        Category.Write => "what a caller can have changed",
        Category.Execute => "what a caller can have it run or operate",
        Category.Destructive => "what a caller can have removed",
        _ => "how much a caller can spend, or where it goes",
    };
}
