using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Credentials;

/// <summary>Asks a token endpoint.</summary>
/// <param name="calls">Asks.</param>
/// <param name="address">The endpoint.</param>
/// <param name="isPrivate">Whether it may stand at a private address.</param>
/// <param name="client">The client's id.</param>
/// <param name="secret">Its secret; null for a client without one.</param>
/// <param name="secretInForm">Whether the secret goes into the form.</param>
/// <param name="assertion">What signs in the place of the secret; null to use the secret.</param>
internal sealed class TokenEndpoint(OutgoingCalls calls, Uri address, bool isPrivate, string client, string? secret, bool secretInForm, ClientAssertion? assertion)
{
    private const int LongestToken = 16 * 1024;

    public async Task<TokenAnswer> AskAsync(IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        var fields = new List<KeyValuePair<string, string>>(form);
        AuthenticationHeaderValue? header = null;
        if (assertion is not null)
        {
            var (jwt, failure) = assertion.Sign(client, address);
            if (jwt is null)
            {
                return Failed(failure!, null);
            }

            fields.Add(new("client_id", client));
            fields.Add(new("client_assertion_type", ClientAssertion.Kind));
            fields.Add(new("client_assertion", jwt));
        }
        else if (secret is null || secretInForm)
        {
            fields.Add(new("client_id", client));
        }

        if (assertion is null && secret is not null && secretInForm)
        {
            fields.Add(new("client_secret", secret));
        }
        else if (assertion is null && secret is not null)
        {
            // Each half is form-encoded first (RFC 6749, 2.3.1).
            header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}")));
        }

        using var body = new FormUrlEncodedContent(fields);
        var reply = await calls.PostAsync(address, body, header, isPrivate, cancellationToken);
        return reply.Failure is not null ? Failed(reply.Failure, null) : Read(reply);
    }

    private static TokenAnswer Read(OutgoingReply reply)
    {
        var answer = StrictJson.ObjectOrNull(reply.Body);
        if (!reply.IsSuccess)
        {
            var error = answer is { } told && StrictJson.TextOrNull(told, "error") is { Length: <= 64 } code && code.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? code : null;
            return Failed(error is null ? reply.Why : $"it refused with `{error}`", error);
        }

        if (answer is not { } given || StrictJson.TextOrNull(given, "access_token") is not { Length: > 0 and <= LongestToken } access || !access.All(static c => c is > ' ' and <= '~'))
        {
            return Failed("its answer holds no access token", null);
        }

        if (StrictJson.TextOrNull(given, "token_type")?.Equals("Bearer", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Failed("it gave a token that is no bearer token", null);
        }

        return new TokenAnswer(access, StrictJson.TextOrNull(given, "refresh_token") is { Length: > 0 and <= LongestToken } refresh ? refresh : null, LifeOf(given), null, null);
    }

    private static TimeSpan? LifeOf(JsonElement answer) =>
        answer.TryGetProperty("expires_in", out var value)
        && (value.ValueKind == JsonValueKind.Number ? value.TryGetDouble(out var seconds) : double.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out seconds)) && seconds is > 0 and < 1e8
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static TokenAnswer Failed(string why, string? error) => new(null, null, null, why, error);
}
