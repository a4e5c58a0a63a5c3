using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Catalog.Gateway.AuthorizationServers;

/// <summary>
/// Asks authorization servers: by https to public addresses, or where the operator says so to private ones, there also by http. The address
/// is looked at when the connection opens, so that no name can change its mind; redirections are not followed, and time and size have an end.
/// </summary>
internal sealed class OutgoingCalls : IDisposable
{
    private const int MaxBytes = 512 * 1024;

    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _public;
    private readonly HttpMessageInvoker _private;

    public OutgoingCalls(TimeProvider clock)
    {
        _clock = clock;
        _public = Make(isPrivate: false);
        _private = Make(isPrivate: true);
    }

    /// <summary>How long one exchange may take, from the name's resolution to the last byte.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Why an address is not asked; null where it may be.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isPrivate">Whether its server may stand at a private address.</param>
    public static string? ProblemOrNull(Uri address, bool isPrivate) =>
        !address.IsAbsoluteUri || address.UserInfo.Length > 0 || address.Fragment.Length > 0 ? "must be a whole address without user, password and fragment"
        : address.Scheme == Uri.UriSchemeHttps || (isPrivate && address.Scheme == Uri.UriSchemeHttp) ? null
        : "must begin with `https://`, or be of a server with `private: true`";

    public Task<OutgoingReply> GetAsync(Uri address, bool isPrivate, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), isPrivate, cancellationToken);

    /// <summary>Posts a body, once.</summary>
    public Task<OutgoingReply> PostAsync(Uri address, HttpContent body, AuthenticationHeaderValue? authorization, bool isPrivate, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
            request.Headers.Authorization = authorization;
            return request;
        },
        isPrivate,
        cancellationToken);

    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private async Task<OutgoingReply> SendAsync(Func<HttpRequestMessage> make, bool isPrivate, CancellationToken cancellationToken)
    {
        using var request = make();
        if (ProblemOrNull(request.RequestUri!, isPrivate) is { } problem)
        {
            return Failed($"it {problem}");
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var limit = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await (isPrivate ? _private : _public).SendAsync(request, either.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var body = await ReadOrNullAsync(stream, either.Token);
            var age = response.Headers.CacheControl;
            return body is null
                ? Failed($"its answer is longer than {MaxBytes} bytes")
                : new OutgoingReply((int)response.StatusCode, body, age is { NoStore: true } or { NoCache: true } ? TimeSpan.Zero : age?.MaxAge, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"it did not answer in {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            return Failed(failure.InnerException is UnfitAddressException unfit ? unfit.Message : failure is UnfitAddressException ? failure.Message : "it cannot be reached");
        }
    }

    private static OutgoingReply Failed(string why) => new(0, [], null, why);

    private static async Task<byte[]?> ReadOrNullAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            read.Write(buffer, 0, count);
            if (read.Length > MaxBytes)
            {
                return null;
            }
        }

        return read.ToArray();
    }

    private static HttpMessageInvoker Make(bool isPrivate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancellationToken) =>
        {
            var target = context.DnsEndPoint;
            var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
            var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
            if (addresses.Length == 0 || (!isPrivate && addresses.Any(NetworkPlaces.IsPrivate)))
            {
                throw new UnfitAddressException("it stands at a private address, which is asked only where its section says `private: true`");
            }

            if (isPlain && !addresses.All(NetworkPlaces.IsPrivate))
            {
                throw new UnfitAddressException("it stands at a public address, which is asked by https only");
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, target.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    });
}
