using Catalog.Core.Sources;
using Catalog.Crawler.Introspection;

namespace Catalog.Crawler.Sources;

/// <summary>A server that is started by a command: <c>stdio:COMMAND…</c>. Its identity is the command that the user named, not the name that it gives itself.</summary>
internal sealed class StdioSource : DirectSource
{
    public override string Id => "stdio";

    protected override string KeyOf(SourceReference reference) => "import:-/" + CommandLineText.WithoutSecrets(reference.Value);
}
