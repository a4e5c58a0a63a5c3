namespace Catalog.Policy.Checking.Reading;

/// <summary>Gathers the problems of one document.</summary>
internal sealed class Problems(SourceText source)
{
    private readonly List<(int Offset, string Pointer, string Message)> _found = [];

    internal bool Any => _found.Count > 0;

    internal void Add(DocumentNode at, string message) => Add(at.Pointer, at.Start, message);

    internal void Add(string pointer, int offset, string message) => _found.Add((offset, pointer, message));

    /// <summary>All of them in the order of the document, each once.</summary>
    internal IReadOnlyList<PolicyProblem> ToList() =>
    [
        .. _found.OrderBy(static p => p.Offset).Select(p =>
        {
            var (line, column) = source.PlaceOf(p.Offset);
            return new PolicyProblem(p.Pointer, line, column, p.Message);
        }).Distinct(),
    ];
}
