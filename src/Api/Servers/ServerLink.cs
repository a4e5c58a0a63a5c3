using Catalog.Api.Shell;
using Catalog.Core.Servers;

namespace Catalog.Api.Servers;

/// <summary>Another server that a server's page leads to.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">The name to show.</param>
/// <param name="FirstSeen">When the catalog first stored it.</param>
/// <param name="Page">Its page.</param>
internal sealed record ServerLink(string Key, string Title, DateTimeOffset FirstSeen, string Page)
{
    public static ServerLink Of(ServerRecord server) => new(server.Key.Value, ServerTitles.Of(server), server.FirstSeen, Links.Server(server.Key).Value);
}
