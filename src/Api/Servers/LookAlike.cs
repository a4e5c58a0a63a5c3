using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;

namespace Catalog.Api.Servers;

/// <summary>Another server that offers the same tools under a name one step away, and of which nothing shows that it has the same owner.</summary>
/// <param name="Server">The other server.</param>
/// <param name="Step">How the names differ.</param>
/// <param name="IsOtherOwner">True where both owners are known and differ; false where one of them is not known.</param>
/// <param name="IsFirst">True where the catalog stored the other one earlier.</param>
/// <param name="Says">The same in words, without the name and without a period.</param>
internal sealed record LookAlike(ServerLink Server, NameStep Step, bool IsOtherOwner, bool IsFirst, string Says)
{
    public static LookAlike? OfOrNull(ServerRecord server, ServerRecord other)
    {
        if (NameLikeness.OfOrNull(server.Key, server.Repository, other.Key, other.Repository) is not { } likeness)
        {
            return null;
        }

        var owner = likeness.IsOtherOwner ? "another owner" : "an owner that is not known to be the same";
        return new LookAlike(ServerLink.Of(other), likeness.Step, likeness.IsOtherOwner, other.FirstSeen < server.FirstSeen, $"{owner}: {IdentityWords.Of(likeness.Step)}");
    }
}
