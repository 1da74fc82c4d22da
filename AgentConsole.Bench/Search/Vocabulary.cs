namespace AgentConsole.Bench.Search;

/// <summary>
/// The words of one language in the order of how often they are used: real ones first, then ones made of them. Word number n is said 1/n times as often as the first, as people do (Zipf).
/// </summary>
internal sealed class Vocabulary
{
    private readonly string[] _words;
    private readonly double[] _upTo;

    private Vocabulary(string[] words)
    {
        _words = words;
        _upTo = new double[words.Length];
        for (var i = 0; i < words.Length; i++) _upTo[i] = (i == 0 ? 0 : _upTo[i - 1]) + (1.0 / (i + 1));
    }

    public static Vocabulary English { get; } = Of(
        """
        the to my i is it a and not you for have order in of on that please with this but was can me be when we your would are do has from so at as if no been there what how am an
        delivery parcel refund invoice still received account payment back waiting days help number item price sent email thank hello ordered card customer address size return wrong
        broken login password service today yesterday week shipping tracking damaged cancel change charged twice website error jacket shoes phone support answer nobody told code
        discount voucher exchange delayed lost missing colour box courier store warehouse policy warranty repair battery screen charger cable update subscription renew upgrade
        bank transfer statement receipt tax company name street city country postcode morning evening office door neighbour photo attached form link button page app browser
        """, ["ing", "ed", "s", "er", "able", "less", "ful", "ly", "ness", "ment", "re", "un", "pre", "over"], 4000);

    public static Vocabulary Slovene { get; } = Of(
        """
        je in na da se ne sem v za po pa naročilo mi še prosim ki ali to kako že bi ste račun paket dostava plačilo vračilo denar hvala pozdravljeni čakam dni napaka geslo naslov
        telefon velikost barva poškodovan manjka zamenjava reklamacija garancija pošta kurir trgovina kupon popust kartica znesek podjetje ulica jutro danes včeraj teden odgovor
        """, ["ov", "ega", "emu", "ih", "ami", "ski", "nost", "anje", "čno", "ček"], 1200);

    public static Vocabulary Arabic { get; } = Of(
        """
        في من على لم أن الطلب إلى هذا ما لا كيف متى هل رقم الشحنة الفاتورة الدفع شكرا مرحبا أريد استرجاع المبلغ التوصيل متأخر العنوان البريد الحساب كلمة المرور المنتج مكسور
        ناقص استبدال الضمان المتجر البطاقة خصم اليوم أمس أسبوع الهاتف الشركة الشارع المدينة المساعدة الرد انتظار خطأ التطبيق الموقع
        """, ["ها", "ات", "ين", "نا", "كم", "ية", "و", "ب"], 800);

    public int Count => _words.Length;

    public string this[int rank] => _words[rank];

    /// <summary>A word's place, as often as it is said.</summary>
    public int Draw(Random dice)
    {
        var at = Array.BinarySearch(_upTo, dice.NextDouble() * _upTo[^1]);
        return Math.Min(at < 0 ? ~at : at, Count - 1);
    }

    private static Vocabulary Of(string real, string[] endings, int count)
    {
        var words = new List<string>(real.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct());
        var known = words.ToHashSet(StringComparer.Ordinal);
        // Stems go round before an ending comes again, and words grow as they become rarer.
        for (var made = 0; words.Count < count; made++)
        {
            var word = words[made % words.Count] + endings[made / 7 % endings.Length];
            if (word.Length <= 16 && known.Add(word)) words.Add(word);
        }

        return new Vocabulary([.. words.Take(count)]);
    }
}
