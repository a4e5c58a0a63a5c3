using Catalog.Core.Servers;

namespace Catalog.Api.Shell;

/// <summary>What a server is called on pages.</summary>
internal static class ServerTitles
{
    /// <summary>The author's title, else the name of the key.</summary>
    public static string Of(ServerRecord server) => string.IsNullOrWhiteSpace(server.Title) ? server.Key.Name : Words.Limit(server.Title.Trim(), 120);
}
