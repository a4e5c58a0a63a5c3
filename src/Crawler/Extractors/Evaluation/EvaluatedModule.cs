using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A file of the source while it is evaluated.</summary>
internal sealed class EvaluatedModule
{
    public EvaluatedModule(string path, FileFacts facts)
    {
        Path = path;
        Facts = facts;
        Scope = new Scope(null, this, isFunction: true);
    }

    /// <summary>Inside the snapshot.</summary>
    public string Path { get; }

    public FileFacts Facts { get; }

    public Scope Scope { get; }

    /// <summary>What it gives to others.</summary>
    public RecordValue Exports { get; } = new();

    /// <summary>Modules whose every name it gives on, looked through after its own.</summary>
    public List<Func<Value>> ExportedWhole { get; } = [];

    public bool HasStarted { get; set; }

    public bool IsDone { get; set; }
}
