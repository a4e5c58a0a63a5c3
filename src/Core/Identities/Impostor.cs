using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Identities;

/// <summary>An established server whose name another one is easily taken for, and of which nothing shows that they have one owner.</summary>
/// <param name="Of">The key of the established server.</param>
/// <param name="Step">How the names differ.</param>
/// <param name="IsOtherOwner">True where both owners are known and differ; false where one of them is not known.</param>
public sealed record Impostor(string Of, NameStep Step, bool IsOtherOwner);
