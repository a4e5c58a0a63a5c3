using Catalog.Api.Shell;

namespace Catalog.Api.Servers;

/// <summary>A list of servers.</summary>
/// <param name="Text">The words that they match; null for all.</param>
/// <param name="IsRecentFirst">True where the one looked at last comes first.</param>
/// <param name="Sentence">The filters and the count in words.</param>
/// <param name="Servers">The part that is shown.</param>
/// <param name="Paging">Which part that is.</param>
internal sealed record ServerListView(string? Text, bool IsRecentFirst, string Sentence, IReadOnlyList<ServerEntry> Servers, Paging Paging);
