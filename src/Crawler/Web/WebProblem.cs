namespace Catalog.Crawler.Web;

/// <summary>Why a host is not to be had, in words for the user.</summary>
internal static class WebProblem
{
    /// <summary>One sentence.</summary>
    /// <param name="failed">What the client threw.</param>
    /// <param name="host">How the host is called in the sentence, with its backticks.</param>
    public static string Of(Exception failed, string host) => Causes(failed).FirstOrDefault(static cause => cause is WebRefusedException or CapPassedException or SlowAnswerException) switch
    {
        WebRefusedException refused => refused.Message,
        CapPassedException passed => $"{host} was cut off: {passed.Message}",
        SlowAnswerException slow => $"{host} was cut off: {slow.Message}",
        _ => $"{host} is not to be reached: {failed.Message.TrimEnd('.')}; check the network",
    };

    /// <summary>True where the rules refused, so that asking again cannot help.</summary>
    public static bool IsRefusal(Exception failed) => Causes(failed).Any(static cause => cause is WebRefusedException or CapPassedException);

    private static IEnumerable<Exception> Causes(Exception failed)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException!)
        {
            yield return cause;
        }
    }
}
