using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>
/// The words of a search as queries of the two full-text indexes. A tool is found where each word is in its own texts or in the key or title of its server; the first of the words
/// (<see cref="Lead"/>) is looked up, the others are asked of what it finds.
/// </summary>
internal sealed class SearchWords
{
    private readonly IReadOnlyList<string> _terms;

    private SearchWords(IReadOnlyList<string> terms, int lead) => (_terms, Lead) = (terms, lead);

    /// <summary>How many words there are; at least one.</summary>
    public int Count => _terms.Count;

    /// <summary>How often <see cref="Ranked"/> names each word.</summary>
    public int Weight => Count == 1 ? 1 : 2;

    /// <summary>Which of them is looked up; the best is the rarest.</summary>
    public int Lead { get; }

    /// <summary>The words of a text, its longest first looked up; null where it holds no word.</summary>
    public static SearchWords? OfOrNull(string text)
    {
        var terms = SearchText.TermsOf(text);
        if (terms.Count == 0)
        {
            return null;
        }

        var quoted = terms.Select((term, i) => i == terms.Count - 1 ? $"\"{term}\"*" : $"\"{term}\"").ToList();
        return new SearchWords(quoted, Enumerable.Range(0, terms.Count).MaxBy(i => terms[i].Length));
    }

    /// <summary>The same words, another one looked up.</summary>
    public SearchWords LedBy(int lead) => new(_terms, lead);

    /// <summary>Tools' texts that hold a word.</summary>
    public string InTool(int word) => _terms[word];

    /// <summary>Servers that hold a word in key or title.</summary>
    public string InServer(int word) => $"{{key title}} : {_terms[word]}";

    /// <summary>Servers that hold any of the words in key or title.</summary>
    public string InServerAny() => $"{{key title}} : ({string.Join(" OR ", _terms)})";

    /// <summary>
    /// Tools' texts that hold the word looked up, such that their rank counts every word that they hold <see cref="Weight"/> times: the index weighs what stands in the query.
    /// </summary>
    public string Ranked() => Count == 1
        ? _terms[0]
        : $"{_terms[Lead]} AND ({_terms[Lead]} OR {string.Join(" OR ", _terms.Where((_, i) => i != Lead).Select(static term => $"{term} OR {term}"))})";
}
