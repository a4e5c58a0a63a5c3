using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Credentials;

/// <summary>
/// The refresh token of one server. Its authorization server may take each but once, so that the next one is never lost while the gateway
/// runs: where it cannot be stored it is kept in memory, and nobody has to sign in again. For one caller at a time.
/// </summary>
internal sealed partial class RefreshTokens(string server, ICredentialVault? vault, ILogger logger)
{
    private string? _stored;
    private string? _unstored;

    /// <summary>The one to show next; null where nobody signed in.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<string?> NextOrNullAsync()
    {
        var stored = vault is null ? null : await vault.FindOrNullAsync(server, CredentialNames.RefreshToken, CancellationToken.None);
        if (stored != _stored)
        {
            // Somebody signed in, or another gateway of this store was faster.
            (_stored, _unstored) = (stored, null);
        }

        return _unstored ?? stored;
    }

    /// <summary>Keeps the one that is to be shown next time.</summary>
    /// <returns>Whether it is what is stored.</returns>
    public async Task<bool> TryKeepAsync(string next)
    {
        if (next == _stored)
        {
            return true;
        }

        try
        {
            if (await vault!.FindOrNullAsync(server, CredentialNames.RefreshToken, CancellationToken.None) != _stored)
            {
                // A person put another one there meanwhile, or took it away: that holds.
                return false;
            }

            await vault.SetAsync(server, CredentialNames.RefreshToken, next, CancellationToken.None);
            (_stored, _unstored) = (next, null);
            return true;
        }
        catch (StoreException failure)
        {
            _unstored = next;
            LogUnstored(server, failure.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The next refresh token for the server '{Server}' cannot be stored: until it is, the gateway has it in memory alone ({Reason})")]
    private partial void LogUnstored(string server, string reason);
}
