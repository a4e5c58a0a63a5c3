using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Credentials;

/// <summary>Has one process at a time trade a server's refresh token, or put another in its place: one that is shown twice is worth nothing any more, nor is what came of it (RFC 9700, 4.14.2).</summary>
internal static class CredentialTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long others are waited for.</summary>
    /// <value>Longer than one of them may take: three documents and two trades.</value>
    public static TimeSpan Patience { get; } = OutgoingCalls.Patience * 6;

    /// <summary>The turn, which ends when it is disposed; null where others kept it for as long as one waits.</summary>
    /// <exception cref="StoreException">The store's folder cannot be written.</exception>
    public static async Task<IDisposable?> WaitOrNullAsync(ICredentialVault vault, string server, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        while (true)
        {
            if (await vault.HoldOrNullAsync(server, cancellationToken) is { } turn)
            {
                return turn;
            }

            if (clock.GetElapsedTime(begin) > Patience)
            {
                return null;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
