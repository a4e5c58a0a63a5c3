using Catalog.Api.Shell;

namespace Catalog.Api.Servers;

/// <summary>The other servers that offer tools of exactly the same names, a part of them.</summary>
/// <param name="Servers">The part, first the one that was stored first.</param>
/// <param name="Paging">Where it stands in the whole.</param>
internal sealed record CopyList(IReadOnlyList<ServerLink> Servers, Paging Paging);
