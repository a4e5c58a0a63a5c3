using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>What a branch tells the session that it belongs to.</summary>
internal interface IBranchOwner
{
    /// <summary>The server asks the client something.</summary>
    /// <returns>False where this client cannot be asked.</returns>
    bool TryAsk(Branch branch, UpstreamMessage question);

    /// <summary>The server withdraws a question.</summary>
    void Withdraw(Branch branch, UpstreamMessage notice);

    /// <summary>The server says something that belongs to no request.</summary>
    void Tell(Branch branch, UpstreamMessage message);

    /// <summary>A list of the server is not what it was.</summary>
    void Changed(Branch branch, ListShape shape);
}
