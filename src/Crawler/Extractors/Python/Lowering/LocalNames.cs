namespace Catalog.Crawler.Extractors.Python.Lowering;

/// <summary>The names that one function binds, gathered while its body is walked.</summary>
internal sealed class LocalNames
{
    /// <summary>Names that it assigns, in the order of the source.</summary>
    public List<string> Own { get; } = [];

    /// <summary>Names that it says are another's: <c>global</c>, <c>nonlocal</c>, and its parameters, which are bound already.</summary>
    public HashSet<string> Outer { get; } = new(StringComparer.Ordinal);

    /// <summary>True where it yields.</summary>
    public bool Yields { get; set; }

    public void Add(string name)
    {
        if (Own.Count < 2000 && !Own.Contains(name, StringComparer.Ordinal))
        {
            Own.Add(name);
        }
    }
}
