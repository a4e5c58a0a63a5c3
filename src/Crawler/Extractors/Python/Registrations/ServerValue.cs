using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>One server object of the source: what was registered on it, what was mounted into it, and where it is run.</summary>
internal sealed class ServerValue : Value
{
    public List<RegisteredTool> Tools { get; } = [];

    /// <summary>Servers whose tools it offers, with the prefix of their names.</summary>
    public List<MountedServer> Mounts { get; } = [];

    /// <summary>True where another server offers its tools.</summary>
    public bool IsMounted { get; set; }

    /// <summary>The conditions under which it is run; null for a run without one.</summary>
    public List<string?> Runs { get; } = [];

    public override bool? Truth => true;
}
