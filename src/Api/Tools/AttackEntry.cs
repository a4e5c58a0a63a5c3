namespace Catalog.Api.Tools;

/// <summary>An attack pattern that concerns a tool.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Because">What the tool has in common with it, in words.</param>
/// <param name="Documented">Where it is documented: the numbers of the lists, or their names.</param>
internal sealed record AttackEntry(string Id, string Name, string Summary, string Because, IReadOnlyList<string> Documented);
