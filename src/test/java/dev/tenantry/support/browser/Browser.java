package dev.tenantry.support.browser;

import dev.tenantry.support.process.Eventually;
import dev.tenantry.support.process.OnExit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A person at a real Chromium with a new profile. Pages run their scripts and have their styles, as people see them.
 * Elements are named by CSS selectors, and a method waits for its element. If the answers of the server are enough for
 * a test, {@link LoginBrowser} is a hundred times as fast. One thread at a time. Chromium ends with the JVM at the
 * latest.
 */
public final class Browser implements AutoCloseable {

    private static final Dimension WINDOW = new Dimension(1280, 900);

    /** Long, since a busy machine needs time to load the megabytes of scripts of a console. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        OnExit.close(this);
        driver.manage().window().setSize(WINDOW);
    }

    /** Opens a browser for a person who reads English. */
    public static Browser open() {
        return open("en");
    }

    /**
     * Opens a browser for a person who reads the given language.
     *
     * @param arguments arguments of Chromium's command line in addition to the usual ones, each with its dashes
     */
    public static Browser open(String language, String... arguments) {
        return new Browser(Chromium.start(language, List.of(arguments)));
    }

    /** Makes the browser prefer dark pages from now on. */
    public Browser dark() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        return this;
    }

    /** Switches scripts off for all pages from now on. */
    public Browser withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    /** Sets the size of the window in CSS pixels, for instance to that of a telephone. */
    public Browser sized(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Opens a page. */
    public Browser go(String url) {
        driver.get(url);
        return this;
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    /** Waits until the address of the page is an expected one. Scripts may change the address. */
    public Browser awaitUrl(Predicate<String> expected) {
        Eventually.seesWithin(TIMEOUT, "the expected address", this::url, expected);
        return this;
    }

    public String title() {
        return driver.getTitle();
    }

    /** The page's HTML as its scripts have made it. */
    public String source() {
        return driver.getPageSource();
    }

    /** Replaces the text of a field by typing. */
    public Browser type(String selector, String text) {
        use(selector, field -> {
            field.clear();
            field.sendKeys(text);
            return true;
        });
        return this;
    }

    /** Clicks a button, a link or a checkbox. */
    public Browser click(String selector) {
        use(selector, element -> {
            element.click();
            return true;
        });
        return this;
    }

    /** The text of a visible element, as a person reads it. */
    public String text(String selector) {
        return use(selector, WebElement::getText);
    }

    /** Waits until the text of an element contains the given part. */
    public Browser awaitText(String selector, String part) {
        Eventually.seesWithin(TIMEOUT, "\"" + part + "\" in " + selector, () -> ifThere(selector, WebElement::getText),
                text -> text != null && text.contains(part));
        return this;
    }

    /** A property of an element in the page's document, for instance the value of a field. */
    public String property(String selector, String name) {
        return use(selector, element -> String.valueOf(element.getDomProperty(name)));
    }

    /** A property of the computed style of an element, such as {@code background-color}. */
    public String style(String selector, String name) {
        return use(selector, element -> element.getCssValue(name));
    }

    /** True if a matching element is visible now. Does not wait. */
    public boolean shows(String selector) {
        return ifThere(selector, element -> true) != null;
    }

    /** Runs a script in the page. Returns the value that the script returns by {@code return}. */
    public Object script(String script) {
        return driver.executeScript(script);
    }

    /** Fails if axe finds a serious problem on the page; see {@link Accessibility}. The page must have been loaded. */
    public Browser accessible(String page) {
        Accessibility.check(driver, page);
        return this;
    }

    /** Saves a picture of the page; see {@link Screenshots}. */
    public Browser picture(String name) {
        Screenshots.keep(driver, name);
        return this;
    }

    /** The driver, for actions that this class does not offer. */
    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Waits for the element and uses it. Starts again if the page changes meanwhile. */
    private <T> T use(String selector, Function<WebElement, T> use) {
        AtomicReference<T> result = new AtomicReference<>();
        Eventually.seesWithin(TIMEOUT, selector, () -> {
            result.set(ifThere(selector, use));
            return url() + " \"" + title() + "\"";
        }, page -> result.get() != null);
        return result.get();
    }

    private <T> T ifThere(String selector, Function<WebElement, T> use) {
        try {
            for (WebElement element : driver.findElements(By.cssSelector(selector))) {
                if (element.isDisplayed()) {
                    return use.apply(element);
                }
            }
            return null;
        } catch (StaleElementReferenceException | NotFoundException | ElementNotInteractableException changing) {
            return null;
        }
    }
}
