using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Methods of texts, and a few of Rails' own, that names and descriptions are made with.</summary>
internal static class RubyTexts
{
    /// <summary>A method of a text; null where it is not modelled.</summary>
    public static Value? MemberOrNull(ConstantValue self, string name)
    {
        var text = self.Text!;
        return name switch
        {
            "to_s" or "to_sym" or "to_str" or "inspect" or "intern" or "b" or "scrub" or "encode" or "force_encoding" or "unicode_normalize" => Same(name, self),
            "strip" or "strip!" => Of(name, self, text.Trim()),
            "lstrip" => Of(name, self, text.TrimStart()),
            "rstrip" => Of(name, self, text.TrimEnd()),
            "chomp" when text.EndsWith('\n') => Of(name, self, text[..^(text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)]),
            "chomp" => Same(name, self),
            "squish" => Of(name, self, string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
            "strip_heredoc" => Of(name, self, Lowering.RubyText.Outdent(text, Lowering.RubyText.Indent(text), isStart: true)),
            "downcase" => Of(name, self, text.ToLowerInvariant()),
            "upcase" => Of(name, self, text.ToUpperInvariant()),
            "capitalize" when text.Length > 0 => Of(name, self, char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()),
            "underscore" => Of(name, self, WordCase.Underscored(text.Replace("::", "/", StringComparison.Ordinal))),
            "dasherize" => Of(name, self, text.Replace('_', '-')),
            "demodulize" => Of(name, self, text[(text.LastIndexOf(':') + 1)..]),
            "camelize" or "classify" or "camelcase" => Of(name, self, string.Concat(text.Split('_').Select(Upper))),
            "humanize" => Of(name, self, Upper(text.Replace('_', ' ').Trim())),
            "titleize" => Of(name, self, string.Join(' ', WordCase.Underscored(text).Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Upper))),
            "length" or "size" => Native.Of(name, (_, _) => Native.Number(text.Length, self)),
            "empty?" => Native.Of(name, (_, _) => Native.Truth(text.Length == 0, self)),
            "include?" or "start_with?" or "end_with?" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } part ? Native.Truth(Has(text, name, part), self) : UnknownValue.Plain),
            "split" => Native.Of(name, (_, call) => ListValue.Of((Native.TextOrNull(call, 0) is { Length: > 0 } by && by != " " ? text.Split(by) : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(p => Native.Text(p, self)))),
            "lines" => Native.Of(name, (_, _) => ListValue.Of(text.Split('\n').Select(l => Native.Text(l + "\n", self)))),
            "gsub" or "sub" or "gsub!" or "sub!" => Native.Of(name, (_, call) => Replaced(self, text, call, name[0] == 's')),
            "tr" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { Length: 1 } from && Native.TextOrNull(call, 1) is { Length: <= 1 } to ? Native.Text(text.Replace(from, to, StringComparison.Ordinal), self) : UnknownValue.Plain),
            "delete_prefix" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } part && text.StartsWith(part, StringComparison.Ordinal) ? Native.Text(text[part.Length..], self) : self),
            "delete_suffix" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } part && text.EndsWith(part, StringComparison.Ordinal) ? Native.Text(text[..^part.Length], self) : self),
            "concat" or "+" => Native.Of(name, (m, call) => m.Join([self, .. call.Arguments])),
            "%" => Native.Of(name, (m, call) => RubyKernel.Format(m, text, call[0] is ListValue list ? [.. list.Items.Select(static i => i.Value)] : call.Arguments)),
            _ => null,
        };
    }

    private static NativeValue Of(string name, Value self, string text) => Native.Of(name, (_, _) => Native.Text(text, self));

    private static NativeValue Same(string name, Value self) => Native.Of(name, (_, _) => self);

    private static string Upper(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static bool Has(string text, string name, string part) =>
        name[0] switch { 'i' => text.Contains(part, StringComparison.Ordinal), 's' => text.StartsWith(part, StringComparison.Ordinal), _ => text.EndsWith(part, StringComparison.Ordinal) };

    private static Value Replaced(ConstantValue self, string text, CallSite call, bool onlyFirst) => (call[0], call[1]) switch
    {
        (ConstantValue { Text: { Length: > 0 } what }, ConstantValue { Text: { } by }) when !onlyFirst => Native.Text(text.Replace(what, by, StringComparison.Ordinal), self),
        (ConstantValue { Text: { Length: > 0 } what }, ConstantValue { Text: { } by }) => text.IndexOf(what, StringComparison.Ordinal) is >= 0 and var at ? Native.Text(text[..at] + by + text[(at + what.Length)..], self) : self,
        (RecordValue { Tag: RubyPattern pattern }, ConstantValue { Text: { } by }) => Native.Text(pattern.Replace(text, by, onlyFirst), self),
        _ => UnknownValue.Plain,
    };
}
