using System.Net;
using System.Net.Sockets;

namespace Catalog.Crawler.Web;

/// <summary>Writes long answers to files as they come; one that breaks off is asked for again.</summary>
internal static class WebDownload
{
    private const int MostTries = 5;

    /// <summary>Downloads.</summary>
    /// <param name="client">A client under rules.</param>
    /// <param name="make">Makes the request, anew for each try.</param>
    /// <param name="file">Where to; what lies there is replaced.</param>
    /// <param name="host">How the host is called in a problem, with its backticks.</param>
    /// <param name="explain">Says what a refusal means.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why it could not be had, with the status of a refusal; both null where it was written.</returns>
    public static async Task<(HttpStatusCode? Status, string? Problem)> SaveAsync(
        HttpClient client,
        Func<HttpRequestMessage> make,
        string file,
        string host,
        Func<HttpResponseMessage, string> explain,
        CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = make();
            try
            {
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return (answer.StatusCode, explain(answer));
                }

                await using var target = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
                await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
                await content.CopyToAsync(target, cancellationToken);
                return (null, null);
            }
            catch (HttpRequestException failed)
            {
                return (null, WebProblem.Of(failed, host));
            }
            catch (Exception broken) when (broken is HttpIOException or SlowAnswerException or CapPassedException or IOException { InnerException: SocketException })
            {
                if (tries == MostTries || WebProblem.IsRefusal(broken))
                {
                    return (null, WebProblem.Of(broken, host));
                }
            }
        }
    }
}
