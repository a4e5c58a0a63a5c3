namespace Catalog.Gateway.Credentials;

/// <summary>Where the token comes from that the server is shown with each message. Any number of calls may ask at the same time.</summary>
internal interface IBearerTokens
{
    /// <summary>The token to show now, or one sentence for the caller.</summary>
    ValueTask<(string? Token, string? Failure)> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server answered a token with 401. Not to be cancelled: whoever asks still holds that answer.</summary>
    /// <returns>Whether another one may be had, so that the message is worth sending again.</returns>
    ValueTask<bool> RefuseAsync(string token);
}
