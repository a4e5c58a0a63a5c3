using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A live server: <c>http:URL</c>. Its key holds no query and no user name, for these may be secrets.</summary>
internal sealed class HttpSource : DirectSource
{
    public override string Id => "http";

    protected override string KeyOf(SourceReference reference) => "remote:" + WebAddress.WithoutSecrets(reference.Value);
}
