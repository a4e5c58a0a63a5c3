using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>An object or a builder of a class that the source does not define: what it was made with, and what was called on it.</summary>
/// <param name="type">The class as the source names it, with its package as far as an import says it.</param>
/// <param name="call">Where it was made.</param>
internal sealed class LibraryObject(string type, CallSite call) : Value
{
    private const int Most = 2_000;
    private readonly List<LibraryCall> _calls = [];

    public string Type { get; } = type;

    /// <summary>The class without what is around it; a builder counts as what it builds.</summary>
    public string Name
    {
        get
        {
            var parts = Type.Split('.', StringSplitOptions.RemoveEmptyEntries);
            var last = parts.Length > 1 && parts[^1] is "Builder" or "ToolBuilder" ? parts[^2] : parts.Length > 0 ? parts[^1] : "";
            return last;
        }
    }

    public FactNode Node { get; } = call.Node;

    public string File { get; } = call.File;

    public IReadOnlyList<LibraryCall> Calls => _calls;

    public override bool? Truth => true;

    public void Add(LibraryCall made)
    {
        if (_calls.Count < Most)
        {
            _calls.Add(made);
        }
    }

    /// <summary>The value that was given under a name: by a setter, by an argument's name, or by position to the constructor or factory; null where none was.</summary>
    public Value? FindOrNull(string name, int position = -1)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            var made = _calls[i];
            if (made.Named.TryGetValue(name, out var named))
            {
                return named;
            }

            if (made.Arguments.Count > 0 && (made.Name == name || made.Name.Equals("set" + name, StringComparison.OrdinalIgnoreCase) || made.Name.Equals("with" + name, StringComparison.OrdinalIgnoreCase)))
            {
                return made.Arguments[^1];
            }
        }

        return position >= 0 && _calls.Count > 0 && _calls[0].Name.Length == 0 && position < _calls[0].Arguments.Count ? _calls[0].Arguments[position] : null;
    }
}
